import { h, setText } from '../views/dom.js'
import { contrast } from './contrast.js'
import { group, wide } from './sample.js'
import { EDGE, PAIRS, RADII, SHADOWS, SIZES, SPACES } from './tokens.js'

export const colours = group('Colours',
  wide('Each on what it stands on, with its contrast', () => h('div', { class: 'swatches' }, ...PAIRS.map(createSwatch))))

const TEXT = 'Seen means kept 0123'

export const measures = group('Type, space and shape',
  wide('Sizes of type', () => SIZES.map(name => createScale(name, styled('span', { fontSize: `var(--${name})` }, TEXT)))),
  wide('Faces', () => ['sans', 'mono'].map(name => createScale(name, styled('span', { fontFamily: `var(--${name})` }, TEXT)))),
  wide('Spaces', () => SPACES.map(name => createScale(name, styled('span', { width: `var(--${name})` }, '', 'bar')))),
  wide('Corners', () => RADII.map(name => createScale(name, styled('span', { borderRadius: `var(--${name})` }, '', 'box')))),
  wide('Shadows', () => SHADOWS.map(name => createScale(name, styled('span', { boxShadow: `var(--${name})` }, '', 'box')))))

/** What the browser makes of the colours is what counts, so the contrast is told once the swatch is in the page. */
function createSwatch([colour, ground, least]) {
  const ratio = h('span', { class: 'ratio' })
  const edge = least === EDGE && styled('span', { borderColor: `var(--${colour})` }, '', 'edge')
  const element = h('p', { class: 'swatch', 'data-pair': `${colour} ${ground}` }, h('span', {}, `${colour} on ${ground}`), edge, ratio)
  Object.assign(element.style, { color: `var(--${edge ? 'text' : colour})`, background: `var(--${ground})` })
  tellRatio()
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', tellRatio)
  new MutationObserver(tellRatio).observe(document.documentElement, { attributeFilter: ['data-theme'] })
  return element

  function tellRatio() {
    requestAnimationFrame(() => {
      const { color, backgroundColor } = getComputedStyle(element)
      const value = contrast(edge ? getComputedStyle(edge).borderTopColor : color, backgroundColor)
      setText(ratio, value.toFixed(2))
      element.toggleAttribute('data-too-faint', value < least)
    })
  }
}

const createScale = (name, shown) => h('p', { class: 'scale' }, h('span', { class: 'code' }, name), shown)

function styled(name, style, text, kind) {
  const element = h(name, { class: kind }, text)
  Object.assign(element.style, style)
  return element
}
