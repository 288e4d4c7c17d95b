/** The names of HTML for the characters from U+00A0 on, in their order; then those of other places. */
const LATIN = 'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para '
  + 'middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml '
  + 'Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave '
  + 'aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde '
  + 'ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml'
const OTHERS = {
  amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", lpar: '(', rpar: ')', lsqb: '[', rsqb: ']', lbrace: '{', rbrace: '}', colon: ':',
  semi: ';', comma: ',', period: '.', excl: '!', quest: '?', num: '#', dollar: '$', percnt: '%', ast: '*', plus: '+', equals: '=',
  lowbar: '_', grave: '`', verbar: '|', vert: '|', bsol: '\\', sol: '/', commat: '@', Tab: '\t', NewLine: '\n', hellip: '…', mdash: '—',
  ndash: '–', lsquo: '‘', rsquo: '’', sbquo: '‚', ldquo: '“', rdquo: '”', bdquo: '„', bull: '•', dagger: '†', trade: '™', euro: '€',
  larr: '←', uarr: '↑', rarr: '→', darr: '↓', harr: '↔', lArr: '⇐', rArr: '⇒', hArr: '⇔', le: '≤', ge: '≥', ne: '≠', asymp: '≈',
  equiv: '≡', minus: '−', infin: '∞', sum: '∑', prod: '∏', radic: '√', part: '∂', int: '∫', isin: '∈', notin: '∉', cap: '∩', cup: '∪',
  sub: '⊂', sup: '⊃', empty: '∅', forall: '∀', exist: '∃', and: '∧', or: '∨', nabla: '∇', check: '✓', cross: '✗', alpha: 'α', beta: 'β',
  gamma: 'γ', delta: 'δ', epsilon: 'ε', theta: 'θ', lambda: 'λ', mu: 'μ', pi: 'π', sigma: 'σ', tau: 'τ', phi: 'φ', omega: 'ω',
  Delta: 'Δ', Sigma: 'Σ', Omega: 'Ω', ensp: '\u2002', emsp: '\u2003', thinsp: '\u2009', zwnj: '\u200c', zwj: '\u200d',
}
const NAMED = new Map([...LATIN.split(' ').map((name, i) => [name, String.fromCharCode(0xa0 + i)]), ...Object.entries(OTHERS)])
const REFERENCE = /&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|([a-zA-Z][\da-zA-Z]{1,31}));/g

/** Replaces each character reference by its character, once; a name that is not known stays as it is. */
export function decodeEntities(text) {
  if (!text.includes('&')) return text
  return text.replace(REFERENCE, (all, decimal, hex, name) => (name ? NAMED.get(name) ?? all : character(parseInt(decimal ?? hex, hex ? 16 : 10))))
}

const character = code => (code === 0 || code > 0x10ffff || (code >= 0xd800 && code < 0xe000) ? '\ufffd' : String.fromCodePoint(code))
