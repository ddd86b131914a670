import type { Contact } from '../content/contacts.ts'
import type { Content } from '../content/load.ts'
import { escapeHtml } from '../content/texts.ts'

/** Makes the numbers that a card lists (`<b>112</b> – …`) into links that a phone dials. */
export function linkNumbers(html: string, ids: readonly string[], content: Content): string {
  return ids.reduce((done, id) => {
    const number = content.contacts.get(id)?.number
    if (number === undefined) return done
    const bold = `<b>${escapeHtml(number)}</b> – `
    return done.replaceAll(bold, () => bold.replace(escapeHtml(number), () => dial(number)))
  }, html)
}

/** Makes the number or page of an opened contact into a link. */
export function linkContact(html: string, { number, site }: Contact): string {
  if (number !== undefined) return html.replace(escapeHtml(number), () => dial(number))
  if (site === undefined) return html
  return html.replace(escapeHtml(site), (shown) => `<a href="${shown}">${shown}</a>`)
}

/** `tel:` takes digits and a leading plus (RFC 3966); what only helps the eye is left out. */
function dial(number: string): string {
  return `<a href="tel:${number.replace(/[^\d+]/g, '')}">${escapeHtml(number)}</a>`
}
