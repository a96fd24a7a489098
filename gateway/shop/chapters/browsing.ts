import type { Chapter } from '../../explorer/explorer.ts';

export const browsing: Chapter = {
  title: 'Find something',
  operations: [
    {
      id: 'browse',
      title: 'Browse the catalogue',
      hint: 'The first product found is the one to order below',
      document: `query Browse($first: Int!, $filter: ProductFilter) {
  products(first: $first, filter: $filter, sort: NAME) {
    totalCount
    nodes {
      id
      name
      category
      price { formatted }
      availability { inStock available held }
    }
    pageInfo { hasNextPage endCursor }
  }
}`,
      variables: { first: 10, filter: { inStock: true } },
    },
    {
      id: 'filter',
      title: 'Filter',
      hint: 'By category, price (in cents), seller, age and stock; and, or',
      document: `query Filter($filter: ProductFilter, $sort: ProductSort) {
  products(filter: $filter, sort: $sort, first: 10) {
    totalCount
    nodes { name category price { formatted } seller { id } }
  }
}`,
      variables: {
        filter: {
          category: { in: ['Lighting', 'Kitchen'] },
          or: [{ price: { lt: 3_000 } }, { price: { gte: 9_000 } }],
        },
        sort: 'PRICE_LOW_TO_HIGH',
      },
    },
    {
      id: 'search',
      title: 'Search',
      hint: 'Words of name, description and category',
      document: `query Search($words: String!) {
  products(search: $words, first: 5) {
    nodes { id sku name description price { formatted } }
  }
}`,
      variables: { words: 'lamp' },
    },
    {
      id: 'product',
      title: 'One product',
      hint: 'How many can be ordered, and how many are held',
      document: `query Product($id: ID!) {
  product(id: $id) {
    id
    sku
    name
    description
    price { amount currency formatted }
    availability { inStock available held }
    status
    version
  }
}`,
      variables: { id: '{{productId}}' },
    },
    {
      id: 'watch-availability',
      title: 'Watch the stock',
      hint: 'Run it: it goes on at the right while somebody buys',
      document: `subscription WatchAvailability($id: ID!) {
  availabilityChanged(productId: $id) {
    product { name }
    availability { inStock available held }
  }
}`,
      variables: { id: '{{productId}}' },
    },
    {
      id: 'categories',
      title: 'Categories',
      hint: 'All that have products',
      document: 'query Categories {\n  categories { name productCount }\n}',
    },
  ],
};
