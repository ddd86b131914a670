import { make } from './element.js'

export interface Choice {
  label: string
  detail?: string
  act: () => void
}

/** Opens a list of choices inside a phone; arrows move in it, Escape and a press elsewhere close it. */
export function openMenu(place: HTMLElement, opener: HTMLElement, title: string, choices: Choice[]): void {
  place.querySelector('.menu')?.remove()
  const side = opener.closest('.head') ? 'menu from-top' : 'menu'
  const menu = make('div', { class: side, role: 'menu', 'aria-label': title })
  const close = (back: boolean) => {
    menu.remove()
    document.removeEventListener('pointerdown', outside, true)
    opener.setAttribute('aria-expanded', 'false')
    if (back) opener.focus()
  }
  const outside = (event: Event) => {
    if (event.target instanceof Node && !menu.contains(event.target)) close(false)
  }
  for (const choice of choices) menu.append(itemOf(choice, () => close(true)))
  menu.addEventListener('keydown', (event) => moveIn(menu, event, close))
  document.addEventListener('pointerdown', outside, true)
  opener.setAttribute('aria-expanded', 'true')
  place.append(menu)
  menu.querySelector('button')?.focus()
}

function itemOf({ label, detail, act }: Choice, close: () => void): HTMLButtonElement {
  const name = make('span', { class: 'menu-label' }, label)
  const more = detail === undefined ? undefined : make('span', { class: 'menu-detail' }, detail)
  const item = make('button', { type: 'button', role: 'menuitem', tabindex: '-1' }, name, more)
  item.addEventListener('click', () => {
    close()
    act()
  })
  return item
}

function moveIn(menu: HTMLElement, event: KeyboardEvent, close: (back: boolean) => void): void {
  const items = [...menu.querySelectorAll('button')]
  const focused = document.activeElement
  const at = focused instanceof HTMLButtonElement ? items.indexOf(focused) : -1
  const target: Record<string, number> = {
    ArrowDown: (at + 1) % items.length,
    ArrowUp: (at - 1 + items.length) % items.length,
    Home: 0,
    End: items.length - 1,
  }
  const next = target[event.key]
  if (event.key === 'Escape' || event.key === 'Tab') close(event.key === 'Escape')
  else if (next !== undefined) items[next]?.focus()
  else return
  if (event.key !== 'Tab') event.preventDefault()
}
