import { createContext, useContext } from 'react';

export interface JiraUser {
  readonly accountId: string;
  readonly displayName: string;
  readonly avatarUrl: string;
  readonly emailAddress: string;
}

/** What drawings need of the product: names of users, as the acting person sees them. */
export interface Product {
  /** The user, or null when Jira doesn't tell. */
  readonly user: (accountId: string) => Promise<JiraUser | null>;
  readonly searchUsers: (text: string) => Promise<readonly JiraUser[]>;
}

const nobody: Product = { user: () => Promise.resolve(null), searchUsers: () => Promise.resolve([]) };

export const ProductContext = createContext<Product>(nobody);
export const useProduct = (): Product => useContext(ProductContext);
