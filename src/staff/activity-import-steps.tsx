import { activityKinds } from '../campaign/activity.ts'
import { type ColumnTarget, columnTargets } from '../content/activities/columns.ts'
import type { Table } from '../content/activities/rows.ts'
import type { Choice, Preview } from './activity-import.ts'
import { PreviewRows } from './activity-preview.tsx'
import { carry } from './activity-upload.ts'
import { Form } from './form.tsx'
import { useWords } from './words.ts'

const home = '/staff/activities/import'

/** Step 1: the file. */
export function UploadStep({ fault }: { fault: string | undefined }) {
  const { t } = useWords()
  return (
    <Form action={home} class="card import" upload>
      <Step n={1} />
      {fault !== undefined && (
        <div class="wrong" role="alert">
          <p>
            <strong>{t('activities.wrong.nothing')}</strong> {fault}
          </p>
        </div>
      )}
      <p>{t('activities.import.file.says')}</p>
      <p class="field">
        <label for="file">{t('activities.import.file')}</label>
        <input type="file" id="file" name="file" required accept=".csv,.xlsx" />
      </p>
      <p class="buttons">
        <button type="submit">{t('activities.import.next')}</button>
        <a href="/staff/activities">{t('activities.form.cancel')}</a>
      </p>
    </Form>
  )
}

function Step({ n }: { n: 1 | 2 | 3 }) {
  const { t } = useWords()
  return <h2>{`${t('activities.import.step', { n })} ${t(`activities.import.step.${n}`)}`}</h2>
}

type StepProps = { table: Table; choice: Choice }

const must: readonly ColumnTarget[] = ['day', 'district']

/** Step 2: which column is which. The program has guessed; somebody looks at it. */
export function ColumnsStep({ table, choice }: StepProps) {
  const { t } = useWords()
  return (
    <Form action={`${home}/check`} class="card import" upload>
      <Step n={2} />
      <p>{t('activities.import.columns.says', { n: table.rows.length })}</p>
      <input type="hidden" name="table" value={carry(table)} />
      <Answers choice={choice} />
      <div class="columns">
        {columnTargets.map((target) => (
          <ColumnSelect target={target} table={table} chosen={choice.columns.get(target)} />
        ))}
      </div>
      <p class="field">
        <label for="kind">{t('activities.import.kind.all')}</label>
        <select id="kind" name="kind">
          <option value="">{t('activities.import.kind.column')}</option>
          <KindOptions chosen={choice.kind} />
        </select>
      </p>
      <p class="buttons">
        <button type="submit">{t('activities.import.check')}</button>
        <a href={home}>{t('activities.import.other')}</a>
      </p>
    </Form>
  )
}

function KindOptions({ chosen }: { chosen: string | undefined }) {
  const { t } = useWords()
  return (
    <>
      {activityKinds.map((kind) => (
        <option value={kind} selected={chosen === kind}>
          {t(`activities.kind.${kind}`)}
        </option>
      ))}
    </>
  )
}

type ColumnProps = { target: ColumnTarget; table: Table; chosen: number | undefined }

function ColumnSelect({ target, table: { headings, rows }, chosen }: ColumnProps) {
  const { t } = useWords()
  const example = (column: number) =>
    rows.map((row) => row[column] ?? '').find((cell) => cell.trim() !== '') ?? ''
  return (
    <p class={chosen === undefined && must.includes(target) ? 'field is-wrong' : 'field'}>
      <label for={`column.${target}`}>
        {t(`activities.field.${target}`)}
        {must.includes(target) && ` (${t('activities.import.must')})`}
      </label>
      <select id={`column.${target}`} name={`column.${target}`}>
        <option value="">{t('activities.import.no.column')}</option>
        {headings.map((heading, column) => (
          <option value={column} selected={column === chosen}>
            {shortened(`${heading === '' ? `${column + 1}` : heading} (${example(column)})`)}
          </option>
        ))}
      </select>
    </p>
  )
}

function shortened(text: string): string {
  return text.length > 70 ? `${text.slice(0, 69)}…` : text
}

/** Step 3: what would become of each row; what is not clear is asked here. */
export function PreviewStep({ table, choice, preview }: StepProps & { preview: Preview }) {
  const { t } = useWords()
  const { fresh, unclear, strangeKinds, rows } = preview
  const asks = unclear !== undefined || strangeKinds.length > 0
  const wrong = rows.filter((row) => 'wrong' in row).length
  return (
    <section class="card import">
      <Step n={3} />
      <Counts preview={preview} />
      {asks && (
        <Form action={`${home}/check`} class="asks" upload>
          <Carried table={table} choice={choice} />
          {unclear !== undefined && <OrderQuestion example={unclear} />}
          {strangeKinds.length > 0 && <KindQuestions words={strangeKinds} />}
          <p class="buttons">
            <button type="submit">{t('activities.import.again')}</button>
          </p>
        </Form>
      )}
      {unclear === undefined && fresh.length > 0 && (
        <Form action={`${home}/write`} upload>
          <Carried table={table} choice={choice} />
          <p class="buttons">
            <button type="submit">{t('activities.import.write', { n: fresh.length })}</button>
            {wrong > 0 && <span>{t('activities.import.left.out', { n: wrong })}</span>}
          </p>
        </Form>
      )}
      <Form action={`${home}/columns`} upload>
        <Carried table={table} choice={choice} />
        <p class="buttons">
          <button type="submit" class="quiet-button">
            {t('activities.import.back')}
          </button>
          <a href={home}>{t('activities.import.other')}</a>
        </p>
      </Form>
      <PreviewRows rows={rows} />
    </section>
  )
}

function Counts({ preview: { rows, fresh } }: { preview: Preview }) {
  const { t } = useWords()
  const there = rows.filter((row) => 'entry' in row && row.there !== undefined).length
  const wrong = rows.filter((row) => 'wrong' in row).length
  return (
    <p class="verdict" role="status">
      {t('activities.import.counts', { fresh: fresh.length, there, wrong })}
    </p>
  )
}

/** Everything that was settled so far, so that no step loses it. */
function Carried({ table, choice }: StepProps) {
  return (
    <>
      <input type="hidden" name="table" value={carry(table)} />
      {[...choice.columns].map(([target, column]) => (
        <input type="hidden" name={`column.${target}`} value={column} />
      ))}
      {choice.kind !== undefined && <input type="hidden" name="kind" value={choice.kind} />}
      <Answers choice={choice} />
    </>
  )
}

/** What was asked and answered. */
function Answers({ choice: { order, means } }: Pick<StepProps, 'choice'>) {
  return (
    <>
      {order !== undefined && <input type="hidden" name="order" value={order} />}
      {[...means].map(([word, meant], at) => (
        <>
          <input type="hidden" name={`word.${at + 30}`} value={word} />
          <input type="hidden" name={`means.${at + 30}`} value={meant} />
        </>
      ))}
    </>
  )
}

function OrderQuestion({ example }: { example: string }) {
  const { t } = useWords()
  return (
    <fieldset>
      <legend>{t('activities.import.order', { example })}</legend>
      {(['day-first', 'month-first'] as const).map((order) => (
        <label class="choice">
          <input type="radio" name="order" value={order} required /> {t(`activities.import.order.${order}`)}
        </label>
      ))}
    </fieldset>
  )
}

function KindQuestions({ words }: { words: readonly string[] }) {
  const { t } = useWords()
  return (
    <fieldset>
      <legend>{t('activities.import.kinds')}</legend>
      {words.map((word, at) => (
        <p class="field">
          <label for={`means.${at}`}>{word}</label>
          <input type="hidden" name={`word.${at}`} value={word} />
          <select id={`means.${at}`} name={`means.${at}`}>
            <option value="">{t('activities.form.choose')}</option>
            <KindOptions chosen={undefined} />
          </select>
        </p>
      ))}
    </fieldset>
  )
}
