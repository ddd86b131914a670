import { raw } from 'hono/html'
import { factorOf } from '../access/factor.ts'
import { roles } from '../access/rights.ts'
import type { Who } from '../access/sessions.ts'
import type { ListedStaff } from '../store/staff.ts'
import { Form } from './form.tsx'
import { instantName } from './instants.ts'
import { useWords } from './words.ts'

/** The link of an invitation, shown once; in the demonstration the line for /chat, where no link leads. */
export function Invitation({ name, link, line }: { name?: string; link: string; line?: string }) {
  const { t, html } = useWords()
  return (
    <section class="card stack told" role="status">
      <p>{t('people.invited', { name: name ?? '' })}</p>
      {line === undefined ? (
        <p>
          <code>{link}</code>
        </p>
      ) : (
        <p>{raw(html('people.invited.chat', { line }))}</p>
      )}
      <p class="says">{t('people.invited.says')}</p>
    </section>
  )
}

export function People(props: { people: readonly ListedStaff[]; who: Who; timeZone: string }) {
  const { people, who, timeZone } = props
  const { t } = useWords()
  return (
    <>
      <section class="card stack" aria-labelledby="invite">
        <h2 id="invite">{t('people.invite')}</h2>
        <Form action="/staff/people" class="row">
          <div class="field">
            <label for="name">{t('people.name')}</label>
            <input id="name" name="name" required maxlength={80} autocomplete="off" />
          </div>
          <RoleField id="role" chosen="viewer" />
          <button type="submit">{t('people.invite.do')}</button>
        </Form>
        <p class="says">{t('people.roles')}</p>
      </section>
      <ul class="people">
        {people.map((staff) => (
          <Person {...{ staff, timeZone }} mine={staff.id === who.staff} />
        ))}
      </ul>
    </>
  )
}

function RoleField({ id, chosen }: { id: string; chosen: string }) {
  const { t } = useWords()
  return (
    <div class="field">
      <label for={id}>{t('people.role')}</label>
      <select id={id} name="role">
        {roles.map((role) => (
          <option value={role} selected={role === chosen}>
            {t(`shell.role.${role}`)}
          </option>
        ))}
      </select>
    </div>
  )
}

function Person({ staff, timeZone, mine }: { staff: ListedStaff; timeZone: string; mine: boolean }) {
  const words = useWords()
  const { t } = words
  const seen = staff.seenAt === null ? t('people.never') : instantName(words, staff.seenAt, timeZone)
  const states = [
    t(`shell.role.${staff.role}`),
    staff.disabled ? t('people.disabled') : undefined,
    staff.demo ? t('people.demo') : staff.lookup === null ? t('people.unbound') : t('people.bound'),
    staff.demo ? undefined : t(`people.factor.${factorOf(staff)}`),
  ].filter((state) => state !== undefined)
  return (
    <li class={staff.disabled ? 'card person off' : 'card person'} id={`staff-${staff.id}`}>
      <h3>{staff.name}</h3>
      <p>{states.join(' · ')}</p>
      <p class="says">{t('people.seen', { at: seen })}</p>
      {mine ? <a href="/staff/account">{t('people.own')}</a> : <Changes staff={staff} />}
    </li>
  )
}

/** What an admin may do to somebody else. */
function Changes({ staff }: { staff: ListedStaff }) {
  const { t } = useWords()
  const { id, name, disabled, demo, lookup, totp, role } = staff
  const deeds = [
    disabled ? 'enable' : 'disable',
    disabled ? undefined : 'sign-out',
    totp === null ? undefined : 'reset-factor',
    lookup === null && !demo && !disabled ? 'invite' : undefined,
  ].filter((deed) => deed !== undefined)
  return (
    <details>
      <summary aria-label={t('people.change.of', { name })}>{t('people.change')}</summary>
      <Form action={`/staff/people/${id}/role`} class="row">
        <RoleField id={`role-${id}`} chosen={role} />
        <button type="submit">{t('people.do.role')}</button>
      </Form>
      <div class="choices">
        {deeds.map((deed) => (
          <Form action={`/staff/people/${id}/${deed}`}>
            <button type="submit" class="quiet-button">
              {t(`people.do.${deed}`)}
            </button>
          </Form>
        ))}
      </div>
    </details>
  )
}
