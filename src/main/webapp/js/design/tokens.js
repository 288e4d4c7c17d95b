/** Contrast that text needs (WCAG 2.2 AA), and what is no text but has to be seen, such as the edge of a field. */
export const TEXT = 4.5
export const EDGE = 3

const GROUNDS = ['canvas', 'surface', 'raised', 'sunken']

/** `[colour, ground, least contrast]`: everything that stands on something. */
export const PAIRS = [
  ...[...GROUNDS, 'accent-soft', 'danger-soft', 'warning-soft', 'added-soft', 'removed-soft'].map(ground => ['text', ground, TEXT]),
  ...GROUNDS.map(ground => ['muted', ground, TEXT]),
  ...['accent', 'danger', 'warning', 'success'].flatMap(colour => ['canvas', 'surface', 'raised'].map(ground => [colour, ground, TEXT])),
  ['muted', 'accent-soft', TEXT],
  ['accent-strong', 'accent-soft', TEXT],
  ['danger', 'danger-soft', TEXT],
  ['warning', 'warning-soft', TEXT],
  ['success', 'added-soft', TEXT],
  ['danger', 'removed-soft', TEXT],
  ['on-accent', 'accent', TEXT],
  ['on-accent', 'accent-strong', TEXT],
  ['on-danger', 'danger', TEXT],
  ...['quiet', 'keyword', 'string', 'number', 'name', 'type'].flatMap(kind => ['surface', 'sunken'].map(ground => [`code-${kind}`, ground, TEXT])),
  ...['canvas', 'surface', 'raised'].map(ground => ['line-strong', ground, EDGE]),
]

/** What else there is, by kind. */
export const SIZES = ['body', 'small', 'tiny']
export const SPACES = ['space-1', 'space-2', 'space-3', 'space-4', 'space-5', 'space-6']
export const RADII = ['radius-small', 'radius', 'radius-large']
export const SHADOWS = ['shadow', 'shadow-high']
