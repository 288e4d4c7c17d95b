/** The contrast of two colours as WCAG counts it, from 1 to 21; a colour is `#rrggbb` or what a browser computes, `rgb(r, g, b)`. */
export function contrast(one, other) {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

function luminance(colour) {
  const [red, green, blue] = channelsOf(colour).map(linear)
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

export function channelsOf(colour) {
  if (colour.startsWith('#')) return [1, 3, 5].map(at => parseInt(colour.slice(at, at + 2), 16) / 255)
  return colour.match(/[\d.]+/g).slice(0, 3).map(value => Number(value) / 255)
}

const linear = channel => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4)
