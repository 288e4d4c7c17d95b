// A classic script in the head: what was chosen holds before the first thing is drawn.
(() => {
  try {
    const chosen = localStorage.getItem('berth-theme')
    if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset.theme = chosen
  } catch {
    // Where nothing may be kept, the system decides.
  }
})()
