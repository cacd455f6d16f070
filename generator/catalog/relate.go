package catalog

// relate resolves the relations that documents name by path, both ways.
func (b *builder) relate() {
	naming, count := b.naming()
	b.related = make([]int32, len(b.in.Metas))
	b.relations = make([]Relations, 1, 1+min(2*count, len(b.in.Metas)))
	if count == 0 {
		return
	}
	b.findNamed(naming, count)
	for _, id := range b.All {
		if b.related[id] == 0 {
			continue // it names none; a document that others name may, or may not
		}
		m := b.in.Metas[id]
		for _, target := range m.Interprets {
			if t := b.target(id, target); t != None {
				b.relation(id).Interprets = append(b.relation(id).Interprets, t)
				b.relation(t).InterpretedBy = append(b.relation(t).InterpretedBy, id)
			}
		}
		for _, target := range m.Replaces {
			if t := b.target(id, target); t != None {
				b.relation(id).Replaces = append(b.relation(id).Replaces, t)
				b.relation(t).ReplacedBy = append(b.relation(t).ReplacedBy, id)
			}
		}
	}
}

// naming returns the documents that name others, and how many they name.
func (b *builder) naming() (ids []ID, count int) {
	for i, m := range b.in.Metas {
		if m == nil {
			continue
		}
		if n := len(m.Interprets) + len(m.Replaces); n > 0 {
			ids, count = append(ids, ID(i)), count+n
		}
	}
	return ids, count
}

// findNamed gives the documents that name others a place in relations, and maps
// the paths that they name to ids. Few documents are named by others, so this is
// far smaller than a map of all paths.
func (b *builder) findNamed(naming []ID, count int) {
	b.byPath = make(map[string]ID, count)
	for _, id := range naming {
		b.relation(id)
		m := b.in.Metas[id]
		for _, target := range m.Interprets {
			b.byPath[target] = None
		}
		for _, target := range m.Replaces {
			b.byPath[target] = None
		}
	}
	for i, m := range b.in.Metas {
		if m == nil {
			continue
		}
		if _, ok := b.byPath[m.Path]; ok {
			b.byPath[m.Path] = ID(i)
		}
	}
}

// relation returns the relations of a document, to be filled in.
func (b *builder) relation(id ID) *Relations {
	if b.related[id] == 0 {
		b.related[id] = int32(len(b.relations))
		b.relations = append(b.relations, Relations{})
	}
	return &b.relations[b.related[id]]
}

// target returns the public document at a path, None where there is none or
// where it is the document itself.
func (b *builder) target(from ID, path string) ID {
	id, ok := b.byPath[path]
	if !ok || id == None || id == from || !b.Public(id) {
		return None
	}
	return id
}
