export const SILENCE_MS = 15_000
export const PONG_LIMIT_MS = 5_000

/** Asks for a sign of life after a silence, and reports the connection dead when none comes in time. */
export class Heartbeat {
  #timers
  #ping
  #onDead
  #silence
  #deadline = null

  constructor({ timers, ping, onDead }) {
    this.#timers = timers
    this.#ping = ping
    this.#onDead = onDead
  }

  heard() {
    this.stop()
    this.#silence = this.#timers.setTimeout(() => this.check(), SILENCE_MS)
  }

  check() {
    if (this.#deadline !== null) return
    this.#ping()
    this.expectWithin(PONG_LIMIT_MS)
  }

  expectWithin(ms) {
    this.#deadline = this.#timers.setTimeout(this.#onDead, ms)
  }

  stop() {
    this.#timers.clearTimeout(this.#silence)
    this.#timers.clearTimeout(this.#deadline)
    this.#deadline = null
  }
}
