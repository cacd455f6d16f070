package catalog

import (
	"hash/maphash"
	"math/bits"

	"gongkai/generator/diag"
	"gongkai/generator/page"
)

// firsts finds values that should be unique and are not. It is a set of the
// documents that have a value first: an open hash table that holds only their
// ids and half of each hash, so that it is a third of a map of strings, has
// nothing for the garbage collector to follow, and never grows. All documents
// pass through it, twice.
type firsts struct {
	c     *Catalog
	rule  *diag.Rule
	key   string
	value func(*page.Meta) string
	seed  maphash.Seed
	// slots hold the upper half of a hash over an id and one; 0: free.
	slots []uint64
}

func newFirsts(c *Catalog, rule *diag.Rule, key string, value func(*page.Meta) string) *firsts {
	size := 1 << bits.Len(uint(len(c.in.Metas))*4/3) // at most three quarters are taken
	return &firsts{c: c, rule: rule, key: key, value: value, seed: maphash.MakeSeed(), slots: make([]uint64, size)}
}

// check reports the value of a document if an earlier one has it, naming both.
// Drafts count: they are to be published one day.
func (f *firsts) check(found []diag.Diagnostic, id ID) []diag.Diagnostic {
	value := f.value(f.c.Meta(id))
	if value == "" {
		return found
	}
	first := f.first(value, id)
	if first == id {
		return found
	}
	return append(found, f.rule.At(f.c.in.Locate(id, f.key, ""), value, "content/"+f.c.Meta(first).Path))
}

// first returns the first document that has a value: id, if no other has it.
func (f *firsts) first(value string, id ID) ID {
	hash := maphash.String(f.seed, value)
	for at := hash; ; at++ {
		slot := &f.slots[at&uint64(len(f.slots)-1)]
		if *slot == 0 {
			*slot = hash&^(1<<32-1) | uint64(id+1)
			return id
		}
		if other := ID(uint32(*slot)) - 1; *slot>>32 == hash>>32 && f.value(f.c.Meta(other)) == value {
			return other
		}
	}
}
