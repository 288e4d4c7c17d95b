/** A group of samples on the design page. A sample's `show(partOf)` makes what is shown: an element or a list of them. */
export const group = (title, ...samples) => ({ title, samples })

export const sample = (name, show) => ({ name, show, isWide: false })

/** One that takes the whole width. */
export const wide = (name, show) => ({ name, show, isWide: true })
