// The pages work without this: it only saves a hand's way to the mouse.
addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || event.target instanceof HTMLInputElement) return
  const clear = document.querySelector('a[data-key="Escape"]')
  if (clear instanceof HTMLAnchorElement) location.assign(clear.href)
})
