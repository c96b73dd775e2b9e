/** Above this share of the weight on size the list leans on size by design. Changes with SIZE_WEIGHT_LIMIT in domain/src/selection/spend-bias.ts. */
export const SIZE_WEIGHT_LIMIT = 0.25
