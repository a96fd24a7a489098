import type { Product } from './product.ts';

/** Somebody who edits the catalogue. */
export type Editor = { readonly userId: string; readonly isAdmin: boolean };

/** Admins edit every product, sellers their own. */
export const mayEdit = ({ sellerId }: Pick<Product, 'sellerId'>, { userId, isAdmin }: Editor): boolean =>
  isAdmin || sellerId === userId;

/** What running checkouts forbid at this moment. Text and price are never among it: a hold keeps its price. */
export type Editability = {
  readonly canEdit: true;
  readonly canArchive: boolean;
  /** Units that have to stay in stock. */
  readonly minimumStock: number;
  /** For people. Null when nothing is forbidden. */
  readonly reason: string | null;
};

export function editabilityOf({ stock: { held } }: Pick<Product, 'stock'>): Editability {
  const units = held === 1 ? '1 unit is' : `${held} units are`;
  return {
    canEdit: true,
    canArchive: held === 0,
    minimumStock: held,
    reason: held === 0 ? null : `${units} being checked out: archive it, or take them out, afterwards`,
  };
}
