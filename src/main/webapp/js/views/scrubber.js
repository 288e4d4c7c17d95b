import { HistoryScrubber } from '../history-scrubber.js'
import { scrubberWords } from '../words.js'
import { setText } from './dom.js'

const SVG = 'http://www.w3.org/2000/svg'
const PAUSE_MS = 200
const STEPS = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }
/** How high the ticks of a kind are, in the units of the drawing; those that are seldom looked for are drawn first. */
const HEIGHTS = { message: 6, task: 12, turn: 12, asked: 20, failure: 20 }
const WIDTH = 1_000
const HEIGHT = 24

/**
 * The time line: a slider over all that happened. `goTo(seq)` takes the conversation to a place in it, `place()` is the one
 * that is being read, `leave()` gives the focus to where the conversation was taken, if that is there, and `problem(error)` tells of
 * what could not be loaded.
 */
export function createScrubber(page, { fetch, lastSeq, goTo, place, leave, problem }) {
  const element = page.querySelector('[data-scrubber]')
  const opener = page.querySelector('[data-action=scrubber]')
  const slider = element.querySelector('input')
  const words = element.querySelector('[data-scrubber-words]')
  const drawing = createDrawing(element.querySelector('[data-ticks]'))
  const scrubber = new HistoryScrubber({ fetch, lastSeq, onChange: show })
  let hasMoved = false
  let timer
  opener.addEventListener('click', () => (element.hidden ? open() : close()))
  element.addEventListener('keydown', event => event.key === 'Escape' && close())
  element.querySelector('[data-action=close-scrubber]').addEventListener('click', close)
  for (const button of element.querySelectorAll('[data-step]')) button.addEventListener('click', () => step(Number(button.dataset.step)))
  slider.addEventListener('input', onInput)
  slider.addEventListener('keydown', onKey)
  return { render }

  /** As long as somebody moves it, the slider is theirs. */
  function onInput() {
    const seq = slider.valueAsNumber
    clearTimeout(timer)
    timer = setTimeout(() => {
      timer = undefined
      moveTo(seq)
    }, PAUSE_MS)
  }

  /** What happens meanwhile makes the line longer. */
  function render() {
    if (!element.hidden) show()
  }

  function open() {
    element.hidden = false
    hasMoved = false
    opener.setAttribute('aria-expanded', true)
    slider.focus()
    scrubber.moveTo(place() ?? lastSeq()).catch(problem)
  }

  function close() {
    const hadFocus = element.contains(document.activeElement)
    element.hidden = true
    opener.setAttribute('aria-expanded', false)
    if (hadFocus && !(hasMoved && leave())) opener.focus()
  }

  function onKey(event) {
    if (!STEPS[event.key] || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    step(STEPS[event.key])
  }

  async function step(direction) {
    await scrubber.step(direction).then(arrive, problem)
  }

  async function moveTo(seq) {
    await scrubber.moveTo(seq).then(arrive, problem)
  }

  function arrive(isThere) {
    if (!isThere) return
    hasMoved = true
    goTo(scrubber.place)
  }

  function show() {
    const { end, here, isLoading } = scrubber
    slider.max = Math.max(end, 1)
    if (timer === undefined && slider.valueAsNumber !== scrubber.place) slider.value = scrubber.place
    const told = here ? scrubberWords.at(here) : isLoading ? scrubberWords.loading : scrubberWords.nothing
    setText(words, told)
    slider.setAttribute('aria-valuetext', told)
    drawing.show(scrubber.ticks, Math.max(end, 1))
  }
}

/** One path for each kind, however many ticks there are. */
function createDrawing(svg) {
  const paths = Object.fromEntries(Object.keys(HEIGHTS).map(kind => [kind, document.createElementNS(SVG, 'path')]))
  for (const [kind, path] of Object.entries(paths)) path.setAttribute('class', kind)
  svg.setAttribute('viewBox', `0 0 ${WIDTH} ${HEIGHT}`)
  svg.append(...Object.values(paths))
  let shown = {}
  return { show }

  function show(ticks, end) {
    if (shown.ticks === ticks && shown.end === end) return
    shown = { ticks, end }
    for (const [kind, path] of Object.entries(paths)) path.setAttribute('d', pathOf(ticks.filter(tick => tick.kind === kind), end, HEIGHTS[kind]))
  }
}

const pathOf = (ticks, end, height) => ticks.map(({ seq }) => `M${(seq / end * WIDTH).toFixed(1)} ${HEIGHT}v-${height}`).join('')
