const FAULT = '[aria-invalid="true"]'

/** A form that is refused shows its first fault, which may stand above what is in view. Returns how to stop. */
export function goToFault(): () => void {
  let forget = () => {}
  const onSubmit = ({ target: form }: Event) => {
    forget()
    if (!(form instanceof HTMLFormElement)) return
    const look = () => {
      const fault = form.querySelector<HTMLElement>(FAULT)
      if (fault === null) return
      forget()
      fault.focus()
    }
    // The form itself finds some faults at once; of others the server tells it a moment later.
    const timer = window.setTimeout(look)
    const later = new MutationObserver(look)
    later.observe(form, { attributeFilter: ['aria-invalid'], subtree: true })
    forget = () => {
      window.clearTimeout(timer)
      later.disconnect()
    }
  }
  // Whoever goes on typing meanwhile is left where they are.
  const onKey = ({ key }: KeyboardEvent) => {
    if (key !== 'Enter') forget()
  }
  document.addEventListener('submit', onSubmit, { capture: true })
  document.addEventListener('keydown', onKey, { capture: true })
  return () => {
    forget()
    document.removeEventListener('submit', onSubmit, { capture: true })
    document.removeEventListener('keydown', onKey, { capture: true })
  }
}
