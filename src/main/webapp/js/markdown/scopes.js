/** Above this many characters code stays in one colour: to read it would hold up the page. */
export const HIGHLIGHTED_LENGTH_MAX = 20_000
/** The kinds of text in code that have a colour, by the first word of highlight.js's scopes. */
const COLOURED = new Set(['addition', 'attr', 'attribute', 'built_in', 'bullet', 'char', 'code', 'comment', 'deletion', 'doctag', 'emphasis',
  'keyword', 'link', 'literal', 'meta', 'name', 'number', 'operator', 'property', 'punctuation', 'quote', 'regexp', 'section', 'selector-attr',
  'selector-class', 'selector-id', 'selector-pseudo', 'selector-tag', 'string', 'strong', 'subst', 'symbol', 'tag', 'template-tag',
  'template-variable', 'title', 'type', 'variable'])

/**
 * The pieces of some code, `{text, scope}` each, of highlight.js's tree of tokens; undefined where it does not know the
 * language, or the code is too long. The tree is not part of what that library promises, so whatever is not as expected
 * leaves the code as it is.
 */
export function highlighted(hljs, code, language) {
  if (code.length > HIGHLIGHTED_LENGTH_MAX || !language || !hljs?.getLanguage(language)) return undefined
  const root = hljs.highlight(code, { language, ignoreIllegals: true })._emitter?.rootNode
  const pieces = root?.children ? piecesOf(root) : []
  return pieces.map(({ text }) => text).join('') === code ? pieces : undefined
}

function piecesOf({ children, scope: own }, inherited) {
  const first = own?.split('.', 1)[0]
  const scope = COLOURED.has(first) ? first : inherited
  return children.flatMap(child => (typeof child === 'string' ? [{ text: child, scope }] : piecesOf(child, scope)))
}
