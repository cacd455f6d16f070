package cachetest_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/generator/cache/cachetest"
)

type leaf struct {
	N int
	S string
}

type value struct {
	Leaf  leaf
	List  []leaf
	Array [2]bool
	Map   map[string]leaf
	Ptr   *leaf
}

func TestFill(t *testing.T) {
	var v value
	cachetest.Fill(&v)
	want := value{
		Leaf:  leaf{v.Leaf.N, "v.Leaf.S"},
		List:  []leaf{{v.List[0].N, "v.List[0].S"}, {v.List[1].N, "v.List[1].S"}},
		Array: [2]bool{true, true},
		Map:   map[string]leaf{"one": {v.Map["one"].N, "v.Map[one].S"}, "two": {v.Map["two"].N, "v.Map[two].S"}},
		Ptr:   &leaf{v.Ptr.N, "v.Ptr.S"},
	}
	if diff := cmp.Diff(want, v); diff != "" || v.Leaf.N == 0 || v.Ptr.N == 0 || v.List[0].N == v.List[1].N {
		t.Errorf("%+v\n%s", v, diff)
	}
}

func TestEachField(t *testing.T) {
	v := value{List: []leaf{{1, "a"}}, Map: map[string]leaf{"k": {}}}
	original := value{List: []leaf{{1, "a"}}, Map: map[string]leaf{"k": {}}}
	var paths []string
	cachetest.EachField(&v, func(path string, changed any) {
		paths = append(paths, strings.TrimPrefix(path, "value."))
		if reflect.DeepEqual(*changed.(*value), v) {
			t.Errorf("%s: nothing changed", path)
		}
	})
	want := []string{
		"Leaf.N", "Leaf.S", "List[0].N", "List[0].S", "List[+]", "List[-]", "Array[0]", "Array[1]",
		"Map[k].N", "Map[k].S", "Map[-k]", "Map[+]", "Ptr",
	}
	if !slices.Equal(paths, want) {
		t.Errorf("changed %q, want %q", paths, want)
	}
	if diff := cmp.Diff(original, v); diff != "" {
		t.Errorf("the original was changed:\n%s", diff)
	}
}
