import { type Child, createContext, useContext } from 'hono/jsx'

const context = createContext('')

/** Puts the form token of a session around its pages. */
export const SignedBy = context.Provider

type Props = { action: string; class?: string; id?: string; upload?: boolean; children?: Child }

/** A form that changes something: it carries the token of the session. */
export function Form({ action, upload = false, id, class: className, children }: Props) {
  const csrf = useContext(context)
  return (
    <form
      method="post"
      action={action}
      id={id}
      class={className}
      enctype={upload ? 'multipart/form-data' : undefined}
    >
      <input type="hidden" name="csrf" value={csrf} />
      {children}
    </form>
  )
}
