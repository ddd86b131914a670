import type { Mistake } from '../campaign/activity.ts'
import type { Logframe } from '../campaign/logframe.ts'
import type { Spend } from '../report/spend.ts'
import { Desk } from './desk.tsx'
import { Form } from './form.tsx'
import { RemoveButton } from './logframe-remove.tsx'
import { moneyIn } from './logframe-texts.ts'
import { Field, Mistakes } from './mistakes.tsx'
import { Scroll } from './scroll.tsx'
import { useWords } from './words.ts'

type Props = {
  plan: Logframe
  spend: readonly Spend[]
  typed: Readonly<Record<string, string>>
  mistakes: readonly Mistake[]
  mayWrite: boolean
}

/** All money that was noted, the newest first, and the form for more. */
export function SpendPage({ plan, spend, typed, mistakes, mayWrite }: Props) {
  const { t } = useWords()
  return (
    <Desk>
      {mayWrite && <SpendForm plan={plan} typed={typed} mistakes={mistakes} />}
      {spend.length === 0 ? (
        <p class="card empty">{t('logframe.spend.none')}</p>
      ) : (
        <SpendTable spend={spend} plan={plan} mayWrite={mayWrite} />
      )}
      <p class="buttons">
        <a href="/staff/logframe">{t('logframe.back')}</a>
      </p>
    </Desk>
  )
}

function SpendForm({
  plan: { outputs, currency },
  typed,
  mistakes,
}: Pick<Props, 'plan' | 'typed' | 'mistakes'>) {
  const { t } = useWords()
  const text = (name: 'what' | 'evidence') => (
    <Field area="logframe" name={name} mistakes={mistakes}>
      <input id={name} name={name} required maxlength={name === 'what' ? 200 : 500} value={typed[name]} />
    </Field>
  )
  return (
    <Form action="/staff/logframe/spend" class="card number-form">
      <h2>{t('logframe.spend.add')}</h2>
      <p class="says">{t('logframe.spend.says', { currency })}</p>
      <Mistakes area="logframe" mistakes={mistakes} />
      <div class="fields">
        <Field area="logframe" name="day" mistakes={mistakes}>
          <input type="date" id="day" name="day" required value={typed.day} />
        </Field>
        <Field area="logframe" name="amount" mistakes={mistakes}>
          <input id="amount" name="amount" inputmode="decimal" required maxlength={20} value={typed.amount} />
        </Field>
        <Field area="logframe" name="output" mistakes={mistakes}>
          <select id="output" name="output">
            <option value="">{t('logframe.spend.whole')}</option>
            {outputs.map(({ id }, at) => (
              <option value={id} selected={typed.output === id}>
                {`${at + 1}. ${t(`logframe.output.${id}`)}`}
              </option>
            ))}
          </select>
        </Field>
        {text('what')}
        {text('evidence')}
      </div>
      <p class="buttons">
        <button type="submit">{t('logframe.save')}</button>
      </p>
    </Form>
  )
}

function SpendTable({ spend, plan, mayWrite }: Pick<Props, 'spend' | 'plan' | 'mayWrite'>) {
  const words = useWords()
  const { t } = words
  const cents = spend
    .filter(({ removed }) => !removed)
    .reduce((sum, { amount }) => sum + Math.round(amount * 100), 0)
  return (
    <section class="card" aria-labelledby="spend">
      <h2 id="spend">{t('logframe.spend.all', { sum: moneyIn(words, plan.currency, cents / 100) })}</h2>
      <Scroll labelledBy="spend">
        <table class="history">
          <thead>
            <tr>
              {['day', 'amount', 'output', 'what', 'evidence', 'by'].map((column) => (
                <th scope="col" class={column === 'amount' ? 'count' : undefined}>
                  {t(`logframe.field.${column}`)}
                </th>
              ))}
              {mayWrite && <th scope="col">{t('logframe.field.act')}</th>}
            </tr>
          </thead>
          <tbody>
            {spend.map((each) => (
              <SpendRow spend={each} plan={plan} mayWrite={mayWrite} />
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  )
}

function SpendRow({ spend, plan, mayWrite }: { spend: Spend } & Pick<Props, 'plan' | 'mayWrite'>) {
  const words = useWords()
  const { t, day } = words
  const { id, amount, output, what, evidence, by, at, removed } = spend
  const sum = moneyIn(words, plan.currency, amount)
  return (
    <tr class={removed ? 'removed' : undefined}>
      <th scope="row" class="day">
        {day(spend.day)}
        {removed && <span class="quiet">{` ${t('logframe.removed')}`}</span>}
      </th>
      <td class="count">{sum}</td>
      <td>{outputName(t, plan, output)}</td>
      <td>{what}</td>
      <td>{evidence}</td>
      <td>
        {by === null ? '' : `${by}, `}
        {day(at.toISOString().slice(0, 10))}
      </td>
      {mayWrite && (
        <td>
          <RemoveButton path={`/staff/logframe/spend/${id}`} removed={removed} of={`${what}, ${sum}`} />
        </td>
      )}
    </tr>
  )
}

/** An output that the logframe no longer has keeps its id. */
function outputName(t: (key: string) => string, { outputs }: Logframe, output: string | null): string {
  if (output === null) return t('logframe.spend.whole')
  return outputs.some(({ id }) => id === output) ? t(`logframe.output.${output}`) : output
}
