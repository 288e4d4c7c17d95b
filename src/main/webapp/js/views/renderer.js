const HIDDEN_MS = 250

/** Renders at most once a frame, however many events arrive. A hidden page has no frames, so there a timer does it. */
export function createRenderer(render) {
  let isRequested = false
  return { request }

  function request() {
    if (isRequested) return
    isRequested = true
    if (document.hidden) setTimeout(run, HIDDEN_MS)
    else requestAnimationFrame(run)
  }

  function run() {
    isRequested = false
    render()
  }
}
