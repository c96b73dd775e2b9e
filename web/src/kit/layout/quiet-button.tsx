import type { ButtonHTMLAttributes, Ref } from 'react'
import classes from './layout.module.css'

export interface QuietButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly ref?: Ref<HTMLButtonElement>
}

/** A button without a frame, for what is done rarely: "as table", "Columns", "+ Filter". */
export function QuietButton({ className, type = 'button', ...rest }: QuietButtonProps) {
  return <button {...rest} type={type} className={`${classes.quiet} ${className ?? ''}`} />
}
