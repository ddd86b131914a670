import { Form } from './form.tsx'
import { useWords } from './words.ts'

/** Takes a number out of what counts, or back into it; it stays in its history either way. */
export function RemoveButton({ path, removed, of }: { path: string; removed: boolean; of: string }) {
  const { t } = useWords()
  const act = removed ? 'restore' : 'remove'
  return (
    <Form action={`${path}/${act}`}>
      <button type="submit" class="quiet-button" aria-label={`${t(`logframe.${act}`)}: ${of}`}>
        {t(`logframe.${act}`)}
      </button>
    </Form>
  )
}
