import type { Context } from 'hono'
import {
  type ActivityEntry,
  type ActivityRules,
  type EntryField,
  entryFields,
  type Mistake,
  readEntry,
  tidy,
} from '../campaign/activity.ts'
import { dayIn } from '../campaign/campaign.ts'
import { fileKind } from '../documents/file-kind.ts'
import type { Activity } from '../report/activities.ts'
import type { EvidenceFile } from '../store/activities.ts'
import type { Typed } from './activity-form.tsx'
import type { StaffParts } from './app.tsx'
import type { StaffEnv } from './env.ts'

/** Largest file as evidence. */
export const evidenceBytes = 5_000_000

export type SentActivity = { typed: Typed } & (
  | { entry: ActivityEntry; file: EvidenceFile | undefined }
  | { mistakes: Mistake[] }
)

/** Reads the form of an activity with its file. */
export async function readActivityForm(c: Context<StaffEnv>, rules: ActivityRules): Promise<SentActivity> {
  const body = await c.req.parseBody()
  const typed = Object.fromEntries(
    entryFields.map((field) => [field, typeof body[field] === 'string' ? body[field] : '']),
  ) as Record<EntryField, string>
  const read = readEntry(typed, rules)
  const file = await readEvidence(body.file)
  const mistakes = [
    ...('mistakes' in read ? read.mistakes : []),
    ...('key' in file ? [{ field: 'file', key: file.key }] : []),
  ]
  if ('mistakes' in read || 'key' in file) return { typed, mistakes }
  return { typed, entry: read.entry, file: file.file }
}

type Evidence = { file: EvidenceFile | undefined } | { key: 'file-large' | 'file-kind' }

/** Takes a file by what it is, not by what it is called; its name gets the ending that fits. */
async function readEvidence(sent: unknown): Promise<Evidence> {
  if (!(sent instanceof File) || sent.size === 0) return { file: undefined }
  if (sent.size > evidenceBytes) return { key: 'file-large' }
  const bytes = new Uint8Array(await sent.arrayBuffer())
  const kind = fileKind(bytes)
  if (kind === undefined) return { key: 'file-kind' }
  const stem = tidy(sent.name)
    .replace(/^.*[/\\]/, '')
    .replace(/\.[^.]*$/, '')
    .slice(0, 100)
  return { file: { name: `${stem === '' ? 'evidence' : stem}.${kind}`, bytes } }
}

/** What activities are held against now. */
export function rulesOf({ content: { campaign, logframe }, now }: StaffParts): ActivityRules {
  return {
    today: dayIn(campaign.time_zone, now()),
    begins: logframe === undefined ? '2000-01-01' : logframe.begins,
    codes: Object.keys(campaign.entry_codes),
  }
}

/** An activity as its form shows it. */
export function typedOf({
  day,
  kind,
  district,
  partner,
  people,
  entryCode,
  remark,
  evidenceLink,
}: Activity): Typed {
  const counts = Object.fromEntries(Object.entries(people).map(([field, n]) => [field, String(n)]))
  const texts = { day, kind, district, partner, remark, code: entryCode ?? '', link: evidenceLink ?? '' }
  return { ...counts, ...texts }
}
