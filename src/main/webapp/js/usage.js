/** Tokens and cost in words. A usage is `{input, output, reasoning, cacheRead, cacheWrite, cost}`; what is missing counts as 0. */

const UNITS = [[1e9, 'G'], [1e6, 'M'], [1e3, 'k']]

/** What the model was given, from its cache or not. */
export const tokensIn = ({ input = 0, cacheRead = 0, cacheWrite = 0 }) => input + cacheRead + cacheWrite

export const tokensOut = ({ output = 0, reasoning = 0 }) => output + reasoning

/** "12.3k in · 1.2k out · $0.0123"; empty when nothing was used. A cost of 0 is not told: it is also what an unknown price gives. */
export function usageWords(usage) {
  if (!usage || !(tokensIn(usage) || tokensOut(usage) || usage.cost)) return ''
  const words = [`${shortCount(tokensIn(usage))} in`, `${shortCount(tokensOut(usage))} out`]
  return (usage.cost > 0 ? [...words, costWords(usage.cost)] : words).join(' · ')
}

/** Rows `[label, words]` that say where the tokens went; without what is 0. */
export function usageRows({ input = 0, output = 0, reasoning = 0, cacheRead = 0, cacheWrite = 0, cost = 0 }) {
  const counts = [
    ['Input', input], ['Read from cache', cacheRead], ['Written to cache', cacheWrite], ['Output', output], ['Reasoning', reasoning],
  ]
  const rows = counts.filter(([, count]) => count > 0).map(([label, count]) => [label, shortCount(count)])
  return cost > 0 ? [...rows, ['Cost', costWords(cost)]] : rows
}

/** "950", "1.2k", "12.3k", "3.4M". */
export function shortCount(count) {
  const [size, unit] = UNITS.find(([size]) => count >= size * 0.99995) ?? [1, '']
  return unit ? `${(count / size).toFixed(1).replace(/\.0$/, '')}${unit}` : String(count)
}

/** Dollars; of a small amount more decimals, because a turn often costs less than a cent. */
export function costWords(cost) {
  if (cost < 0.0001) return '<$0.0001'
  return `$${cost.toFixed(cost < 1 ? 4 : 2)}`
}
