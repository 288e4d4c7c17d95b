/** Whether a long text begins with another. Engines compare two strings several times faster than they do `startsWith`. */
export const goesOn = (text, before) => text.slice(0, before.length) === before
