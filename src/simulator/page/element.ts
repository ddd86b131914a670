type Child = Node | string | undefined

/** Makes an element; foreign text only ever becomes a text node. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Record<string, string> = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
  for (const child of children) if (child !== undefined) element.append(child)
  return element
}

const PATHS = {
  send: 'M3 20.5 21 12 3 3.5 3 10l12 2-12 2z',
  attach:
    'M16.5 6.5v9.8a4.3 4.3 0 0 1-8.6 0V6a2.9 2.9 0 0 1 5.8 0v9.6a1.4 1.4 0 0 1-2.8 0V6.8H9.4v8.8a2.9 2.9 0 0 0 5.8 0V6a4.4 4.4 0 0 0-8.8 0v10.3a5.8 5.8 0 0 0 11.6 0V6.5z',
  more: 'M12 7a1.8 1.8 0 1 0 0-3.6A1.8 1.8 0 0 0 12 7zm0 6.8a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6zm0 6.8a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6z',
  down: 'M12 16.5 5 9.6l1.4-1.4 5.6 5.5 5.6-5.5L19 9.6z',
  file: 'M6 2h8l5 5v15H6zm7.5 1.6V8H18z',
  place:
    'M12 2a7 7 0 0 0-7 7c0 5.2 7 13 7 13s7-7.8 7-13a7 7 0 0 0-7-7zm0 9.5a2.5 2.5 0 1 1 0-5 2.5 2.5 0 0 1 0 5z',
  link: 'M7 17 15.6 8.4H8.5v-2h10.6V17h-2V9.8L8.4 18.4z',
}

export function icon(name: keyof typeof PATHS): SVGSVGElement {
  const space = 'http://www.w3.org/2000/svg'
  const drawing = document.createElementNS(space, 'svg')
  const path = document.createElementNS(space, 'path')
  drawing.setAttribute('viewBox', '0 0 24 24')
  drawing.setAttribute('aria-hidden', 'true')
  path.setAttribute('d', PATHS[name])
  path.setAttribute('fill', 'currentColor')
  drawing.append(path)
  return drawing
}

export function iconButton(name: keyof typeof PATHS, label: string, onPress: () => void): HTMLButtonElement {
  const button = make(
    'button',
    { type: 'button', class: 'icon', 'aria-label': label, title: label },
    icon(name),
  )
  button.addEventListener('click', onPress)
  return button
}
