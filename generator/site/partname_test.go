package site

import (
	"reflect"
	"testing"

	"gongkai/generator/cache"
)

// Every part of every key has a name that a clerk understands, and no name is
// left over from a field that is gone.
func TestPartNames(t *testing.T) {
	used := map[string]bool{}
	for _, name := range pageParts {
		used[name] = true
		if n := partNames[name]; n.ZH == "" || n.EN == "" {
			t.Errorf("the part %s has no name in partNames", name)
		}
	}
	for _, view := range keyedValues() {
		for _, name := range cache.Names(reflect.TypeOf(view).Elem()) {
			used[name] = true
			if n := partNames[name]; n.ZH == "" || n.EN == "" {
				t.Errorf("%T: the field %s has no name in partNames", view, name)
			}
		}
	}
	for _, name := range copyParts() {
		used[name] = true
	}
	for name := range partNames {
		if !used[name] {
			t.Errorf("partNames has %s, which is no part of any key", name)
		}
	}
}
