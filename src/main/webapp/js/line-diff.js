/** Beyond so many lines to compare, a text is shown as taken out whole and put in whole. */
export const COMPARED_LINES_MAX = 600

/**
 * What changes from one text to another, in the form of `parseDiff`: `{name, added, removed, lines}`. The lines have numbers
 * only where `isWhole` says that the texts are the whole file; of a cut nobody knows where it lies.
 */
export function diffOfTexts(name, before, after, isWhole = false) {
  const lines = changes(linesOf(before), linesOf(after))
  const countOf = kind => lines.filter(line => line.kind === kind).length
  return { name, added: countOf('added'), removed: countOf('removed'), lines: isWhole ? numbered(lines) : lines }
}

const linesOf = text => (text === '' ? [] : text.replace(/\r?\n$/, '').split(/\r?\n/))

function changes(before, after) {
  const start = sharedStart(before, after)
  const end = sharedEnd(before.slice(start), after.slice(start))
  const middle = changesOfMiddle(before.slice(start, before.length - end), after.slice(start, after.length - end))
  return [...before.slice(0, start).map(as('context')), ...middle, ...before.slice(before.length - end).map(as('context'))]
}

const as = kind => text => ({ kind, text })

function sharedStart(a, b) {
  const end = a.findIndex((line, index) => line !== b[index])
  return end < 0 ? a.length : end
}

const sharedEnd = (a, b) => sharedStart([...a].reverse(), [...b].reverse())

function changesOfMiddle(before, after) {
  if (before.length + after.length > COMPARED_LINES_MAX) return [...before.map(as('removed')), ...after.map(as('added'))]
  const longest = commonLengths(before, after)
  const lines = []
  let [i, j] = [0, 0]
  while (i < before.length || j < after.length) {
    const isSame = i < before.length && j < after.length && before[i] === after[j]
    if (isSame) lines.push(as('context')(before[i++], j++))
    else if (j === after.length || (i < before.length && longest[i + 1][j] >= longest[i][j + 1])) lines.push(as('removed')(before[i++]))
    else lines.push(as('added')(after[j++]))
  }
  return lines
}

/** For each pair of places, how many lines the rests behind them have in common. */
function commonLengths(a, b) {
  const lengths = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1))
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      lengths[i][j] = a[i] === b[j] ? lengths[i + 1][j + 1] + 1 : Math.max(lengths[i + 1][j], lengths[i][j + 1])
    }
  }
  return lengths
}

function numbered(lines) {
  let [before, after] = [1, 1]
  return lines.map(line => ({
    ...line,
    ...(line.kind !== 'added' && { before: before++ }),
    ...(line.kind !== 'removed' && { after: after++ }),
  }))
}
