import {
  activityKinds,
  ageFields,
  type EntryField,
  type Mistake,
  type PeopleField,
  sexFields,
} from '../campaign/activity.ts'
import { Form } from './form.tsx'
import { Field, Mistakes } from './mistakes.tsx'
import { useWords } from './words.ts'

/** What stands in the form: as it was typed, so that nothing is lost when something is wrong. */
export type Typed = Readonly<Partial<Record<EntryField, string>>>

export type ActivityFormProps = {
  action: string
  typed: Typed
  mistakes: readonly Mistake[]
  names: { districts: readonly string[]; partners: readonly string[] }
  codes: Readonly<Record<string, string>>
  days: { first: string; last: string }
  /** The file that is there already. */
  fileName: string | null
}

/** The form of an activity: what, where, with whom; people by sex and age; evidence. */
export function ActivityForm({ action, typed, mistakes, names, codes, days, fileName }: ActivityFormProps) {
  const { t } = useWords()
  return (
    <Form action={action} class="card activity-form" upload>
      <Mistakes area="activities" mistakes={mistakes} />
      <fieldset>
        <legend>{t('activities.form.what')}</legend>
        <Field area="activities" name="day" mistakes={mistakes}>
          <input
            type="date"
            id="day"
            name="day"
            required
            min={days.first}
            max={days.last}
            value={typed.day}
          />
        </Field>
        <Field area="activities" name="kind" mistakes={mistakes}>
          <KindSelect chosen={typed.kind} />
        </Field>
        <Field area="activities" name="district" mistakes={mistakes}>
          <input
            id="district"
            name="district"
            required
            maxlength={80}
            list="districts"
            value={typed.district}
          />
        </Field>
        <Field area="activities" name="partner" mistakes={mistakes}>
          <input id="partner" name="partner" maxlength={120} list="partners" value={typed.partner} />
        </Field>
        <Field area="activities" name="code" mistakes={mistakes}>
          <select id="code" name="code">
            <option value="">{t('activities.form.no.code')}</option>
            {Object.entries(codes).map(([code, name]) => (
              <option value={code} selected={typed.code === code}>
                {`${code} – ${name}`}
              </option>
            ))}
          </select>
        </Field>
        <Names id="districts" names={names.districts} />
        <Names id="partners" names={names.partners} />
      </fieldset>
      <fieldset>
        <legend>{t('activities.form.people')}</legend>
        <p class="quiet">{t('activities.form.people.says')}</p>
        <Counts fields={['total', 'disability']} typed={typed} mistakes={mistakes} />
        <h3>{t('activities.form.sex')}</h3>
        <Counts fields={sexFields} typed={typed} mistakes={mistakes} />
        <h3>{t('activities.form.age')}</h3>
        <Counts fields={ageFields} typed={typed} mistakes={mistakes} />
        <h3>{t('activities.form.radio')}</h3>
        <Counts fields={['audience']} typed={typed} mistakes={mistakes} />
      </fieldset>
      <fieldset>
        <legend>{t('activities.form.evidence')}</legend>
        <p class="quiet">{t('activities.form.evidence.says')}</p>
        <Field area="activities" name="link" mistakes={mistakes}>
          <input type="url" id="link" name="link" maxlength={500} placeholder="https://" value={typed.link} />
        </Field>
        <Field area="activities" name="file" mistakes={mistakes}>
          <input type="file" id="file" name="file" accept=".pdf,.png,.jpg,.jpeg,.xlsx" />
          {fileName !== null && (
            <span class="quiet">{t('activities.form.file.there', { name: fileName })}</span>
          )}
        </Field>
        <Field area="activities" name="remark" mistakes={mistakes}>
          <textarea id="remark" name="remark" rows={4} maxlength={2000}>
            {typed.remark}
          </textarea>
        </Field>
      </fieldset>
      <p class="buttons">
        <button type="submit">{t('activities.form.save')}</button>
        <a href="/staff/activities">{t('activities.form.cancel')}</a>
      </p>
    </Form>
  )
}

function KindSelect({ chosen }: { chosen: string | undefined }) {
  const { t } = useWords()
  return (
    <select id="kind" name="kind" required>
      <option value="">{t('activities.form.choose')}</option>
      {activityKinds.map((kind) => (
        <option value={kind} selected={chosen === kind}>
          {t(`activities.kind.${kind}`)}
        </option>
      ))}
    </select>
  )
}

type CountsProps = { fields: readonly PeopleField[]; typed: Typed; mistakes: readonly Mistake[] }

function Counts({ fields, typed, mistakes }: CountsProps) {
  return (
    <div class="counts">
      {fields.map((field) => (
        <Field area="activities" name={field} mistakes={mistakes}>
          <input id={field} name={field} inputmode="numeric" maxlength={12} value={typed[field]} />
        </Field>
      ))}
    </div>
  )
}

function Names({ id, names }: { id: string; names: readonly string[] }) {
  return (
    <datalist id={id}>
      {names.map((name) => (
        <option value={name} />
      ))}
    </datalist>
  )
}
