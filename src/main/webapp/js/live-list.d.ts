/**
 * Items by id, fed from two sides: a list that is fetched and events that arrive meanwhile. What an event said while the
 * list was on its way is newer than the list.
 */
export class LiveList<Item extends { id: string }> {
  readonly size: number
  get(id: string): Item | undefined
  values(): Item[]
  /** Orders items that share one second: the later something was heard of an item, the higher it ranks. */
  rank(id: string): number | undefined
  /** As an event says. */
  put(item: Item): void
  remove(id: string): boolean
  /** Adds what is not there yet, such as a further page; it comes newest first. */
  add(items: Item[]): void
  /** Replaces everything by the list that `fetch` brings. False when a later load has overtaken this one. */
  load(fetch: () => Promise<Item[]>): Promise<boolean>
  clear(): void
}
