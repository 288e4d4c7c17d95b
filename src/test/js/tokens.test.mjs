import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { contrast } from '../../main/webapp/js/design/contrast.js'
import { PAIRS } from '../../main/webapp/js/design/tokens.js'

const CSS = readFileSync(new URL('../../main/webapp/css/tokens.css', import.meta.url), 'utf8')
const [usual, more] = [CSS.slice(0, CSS.indexOf('@media (prefers-contrast')), CSS.slice(CSS.indexOf('@media (prefers-contrast'))]
const THEMES = ['light', 'dark']

/** The colours of each theme by their names. */
function coloursIn(css, base = {}) {
  const colours = THEMES.map((theme, index) => [theme, { ...base[theme] }, index])
  for (const [, name, ...values] of css.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)) {
    for (const [, named, index] of colours) named[name] = values[index]
  }
  return Object.fromEntries(colours)
}

const themes = coloursIn(usual)

test('black on white has the highest contrast there is', () => {
  assert.equal(contrast('#000000', '#ffffff'), 21)
  assert.equal(contrast('rgb(255, 255, 255)', '#ffffff'), 1)
})

for (const theme of THEMES) {
  test(`every text can be read in the ${theme} theme, and every edge be seen`, () => {
    assert.deepEqual(tooFaint(themes[theme]), [])
  })

  test(`whoever wants more contrast gets it in the ${theme} theme`, () => {
    const strong = coloursIn(more, themes)[theme]
    assert.deepEqual(tooFaint(strong), [])
    const soft = PAIRS.filter(([colour]) => strong[colour] !== themes[theme][colour] && contrastOf(strong, colour, 'surface') < 6)
    assert.deepEqual(soft, [])
    assert.ok(PAIRS.some(([colour]) => strong[colour] !== themes[theme][colour]))
  })
}

test('each colour that is named is there', () => {
  for (const [colour, ground] of PAIRS) assert.ok(themes.light[colour] && themes.light[ground], `${colour} on ${ground}`)
})

const contrastOf = (colours, colour, ground) => contrast(colours[colour], colours[ground])

function tooFaint(colours) {
  return PAIRS.filter(([colour, ground, least]) => contrastOf(colours, colour, ground) < least)
    .map(([colour, ground]) => `${colour} on ${ground}: ${contrastOf(colours, colour, ground).toFixed(2)}`)
}
