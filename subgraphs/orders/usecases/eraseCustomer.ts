type Deps = {
  /** Of all orders of a customer. */
  eraseAddresses(customerId: string): Promise<void>;
};

/**
 * Takes out of the orders who they were for: the sales stay, under an id that nobody has any more. Erasing twice erases
 * nothing the second time.
 */
export const makeEraseCustomer =
  ({ eraseAddresses }: Deps) =>
  (customerId: string): Promise<void> =>
    eraseAddresses(customerId);
