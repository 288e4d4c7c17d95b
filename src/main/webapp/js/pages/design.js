import { aside, asks, composing, ways } from '../design/answers.js'
import { colours, measures } from '../design/colours.js'
import { controls, dialogs } from '../design/controls.js'
import { messages, tools } from '../design/messages.js'
import { loadPages } from '../design/part-of.js'
import { cards, states } from '../design/states.js'
import { defineBadge } from '../elements/badge.js'
import { defineConnection } from '../elements/connection.js'
import { defineTheme } from '../elements/theme.js'
import { defineTime } from '../elements/time.js'
import { defineToast } from '../elements/toast.js'
import { h } from '../views/dom.js'

/** Whatever is to be seen on this page: groups of samples, of the real modules, without a server. */
const GROUPS = [colours, measures, controls, states, cards, dialogs, messages, tools, asks, composing, ways, aside]

for (const register of [defineBadge, defineConnection, defineTheme, defineTime, defineToast]) register()

const find = selector => document.querySelector(selector)

loadPages({ dashboard: 'index.html', session: 'session.html' }).then(show, problem)

function show(partOf) {
  find('[data-loading]').hidden = true
  find('[data-contents]').append(...GROUPS.map(({ title }) => h('li', {}, h('a', { href: `#${idOf(title)}` }, title))))
  find('[data-samples]').append(...GROUPS.map(group => createGroup(group, partOf)))
  document.body.dataset.shown = ''
}

const createGroup = ({ title, samples }, partOf) => h('section', { class: 'samples', id: idOf(title) }, h('h2', {}, title),
  h('div', { class: 'grid' }, ...samples.map(sample => createSample(sample, partOf))))

/** One sample that fails hides no other. */
function createSample({ name, show, isWide }, partOf) {
  const element = h('div', { class: `sample${isWide ? ' wide' : ''}`, 'data-sample': name }, h('h3', {}, name))
  try {
    element.append(...[show(partOf)].flat())
  } catch (error) {
    console.error(error)
    element.append(h('p', { class: 'problem' }, error.message))
  }
  return element
}

const idOf = title => title.toLowerCase().replaceAll(/\W+/g, '-')

function problem(error) {
  find('[data-loading]').textContent = error.message
}
