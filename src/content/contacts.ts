import { z } from 'zod'
import { day } from './facts.ts'

/** Somebody who can help: one entry of `content/contacts.yaml`. Names of it per language are in `contacts.yaml` of the texts. */
export const contactSchema = z
  .strictObject({
    number: z.string().min(1).optional(),
    site: z
      .string()
      .regex(/^https:\/\//, 'must begin with https://')
      .optional(),
    place: z.enum(['RU', 'KG', 'TJ', 'UZ', 'KZ', 'TR', 'KR', 'GB', 'AE', 'DE', 'world']),
    citizenship: z.array(z.string()),
    tags: z.array(z.string().min(1)).min(1),
    hours: z.enum(['always', 'office', 'unknown']),
    languages: z.array(z.string()),
    cost: z.enum(['free', 'paid', 'unknown']),
    source: z.string().min(1),
    dated: z.string().min(1),
    confidence: z.enum(['high', 'medium', 'low']),
    dialled: day.nullable(),
    recheck: day,
    only_inside: z.boolean().optional(),
  })
  .refine((contact) => (contact.number === undefined) !== (contact.site === undefined), {
    message: 'needs a number or a site, and not both',
  })
export type Contact = z.infer<typeof contactSchema>
export const contactsSchema = z.record(z.string().regex(/^[a-z0-9-]{1,23}$/), contactSchema)

/** A contact that nobody has dialled is shown to people only when its source is beyond doubt. */
export function mayBeShown(contact: Contact): boolean {
  return contact.dialled !== null || contact.confidence === 'high'
}

export type ContactQuery = { tags: readonly string[]; place?: string | undefined; citizenship: string | null }

/** Ids of the contacts that fit what is known of a person: the emergency numbers of the place first, the world's last. */
export function findContacts(contacts: ReadonlyMap<string, Contact>, query: ContactQuery): string[] {
  const found = [...contacts].filter(([, contact]) => mayBeShown(contact) && fits(contact, query))
  return found.sort(([, a], [, b]) => rank(a, query) - rank(b, query)).map(([id]) => id)
}

function rank(contact: Contact, { place }: ContactQuery): number {
  if (contact.place !== place) return 2
  return contact.tags.includes('emergency') ? 0 : 1
}

function fits(contact: Contact, { tags, place, citizenship }: ContactQuery): boolean {
  if (!contact.tags.some((tag) => tags.includes(tag))) return false
  if (contact.place === place) return isFor(contact, citizenship)
  if (place !== undefined && contact.place !== 'world') return false
  // Somewhere else, a ministry of one country helps only its own citizens: it is shown once that is known.
  return (
    contact.citizenship.length === 0 || (citizenship !== null && contact.citizenship.includes(citizenship))
  )
}

/** Whether a contact is meant for a citizenship; one that is not known yet is shut out of nothing. */
export function isFor(contact: Contact, citizenship: string | null): boolean {
  return citizenship === null || contact.citizenship.length === 0 || contact.citizenship.includes(citizenship)
}
