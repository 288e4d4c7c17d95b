/** The last event that was received. An epoch is taken over only together with a position in it. */
export class Cursor {
  seq = null
  #epoch
  #announced

  constructor(text) {
    if (text) [this.seq, this.#epoch] = [Number(text.split('.').at(-1)), text.includes('.') ? epochOf(text) : undefined]
  }

  get known() {
    return this.seq !== null
  }

  follow(frame, resuming) {
    if (frame.type === 'ready') this.#announced = epochOf(frame.cursor)
    if (!Number.isInteger(frame.seq)) return
    const jumps = frame.type === 'resync' || (frame.type === 'ready' && !resuming)
    if (jumps) [this.seq, this.#epoch] = [frame.seq, this.#announced]
    else if (frame.type !== 'ready') this.seq = Math.max(this.seq ?? 0, frame.seq)
  }

  forget() {
    this.seq = null
  }

  toString() {
    return this.#epoch ? `${this.#epoch}.${this.seq}` : String(this.seq)
  }
}

const epochOf = cursor => cursor?.split('.')[0]
