import { make } from './element.js'

const ALLOWED: Record<string, keyof HTMLElementTagNameMap> = {
  B: 'b',
  STRONG: 'b',
  I: 'i',
  EM: 'i',
  U: 'u',
  INS: 'u',
  S: 's',
  DEL: 's',
  STRIKE: 's',
  CODE: 'code',
  PRE: 'pre',
  BLOCKQUOTE: 'blockquote',
}

/** Builds the text of a message from its HTML out of an allow-list; everything else is only its text. */
export function richText(html: string, onLink: (url: URL) => boolean): DocumentFragment {
  const parsed = new DOMParser().parseFromString(html, 'text/html')
  return copyChildren(parsed.body, onLink)
}

function copyChildren(from: Node, onLink: (url: URL) => boolean): DocumentFragment {
  const copy = document.createDocumentFragment()
  for (const node of from.childNodes) {
    if (node instanceof Text)
      copy.append(isBlock(node.previousSibling) ? node.data.replace(/^\n/, '') : node.data)
    else if (node instanceof HTMLElement) copy.append(copyElement(node, onLink))
  }
  return copy
}

/** A block already ends its line; the newline behind it would be one too many. */
const isBlock = (node: Node | null) => node?.nodeName === 'BLOCKQUOTE' || node?.nodeName === 'PRE'

function copyElement(element: HTMLElement, onLink: (url: URL) => boolean): Node {
  const children = copyChildren(element, onLink)
  if (element.tagName === 'A') return linkOf(element.getAttribute('href') ?? '', children, onLink)
  if (element.tagName === 'TG-SPOILER') return spoilerOf(children)
  const tag = ALLOWED[element.tagName]
  return tag === undefined ? children : make(tag, {}, children)
}

function linkOf(href: string, children: DocumentFragment, onLink: (url: URL) => boolean): Node {
  if (!URL.canParse(href)) return children
  const url = new URL(href)
  if (!/^(https?|tg|mailto|tel):$/.test(url.protocol)) return children
  const link = make('a', { href: url.href, target: '_blank', rel: 'noopener noreferrer' }, children)
  link.addEventListener('click', (event) => {
    if (onLink(url)) event.preventDefault()
  })
  return link
}

function spoilerOf(children: DocumentFragment): Node {
  const inner = make('span', { class: 'spoiler-text', 'aria-hidden': 'true' }, children)
  const spoiler = make(
    'span',
    { class: 'spoiler', role: 'button', tabindex: '0', 'aria-label': 'Show hidden text' },
    inner,
  )
  const show = () => {
    spoiler.className = 'spoiler shown'
    inner.removeAttribute('aria-hidden')
    for (const name of ['role', 'tabindex', 'aria-label']) spoiler.removeAttribute(name)
  }
  spoiler.addEventListener('click', show)
  spoiler.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' || event.key === ' ') show()
  })
  return spoiler
}
