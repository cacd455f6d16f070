// Package cachetest helps to test that a key covers a value: [Fill] makes a
// value in which every part is set, [EachField] changes one part at a time.
//
//	var view layout.PageView
//	cachetest.Fill(&view)
//	key := cache.SumOf(&view)
//	cachetest.EachField(&view, func(path string, changed any) {
//		if cache.SumOf(changed) == key {
//			t.Errorf("%s is not part of the key", path)
//		}
//	})
//
// It goes through package reflect alone, so that it shares no mistake with
// package cache.
package cachetest

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
)

// Fill sets every part of the value that v points to: numbers to 1, 2, 3 …,
// strings to their names, lists and maps to two elements. It panics where v
// holds something that has no encoding.
func Fill(v any) {
	f := filler{}
	f.fill(reflect.ValueOf(v).Elem(), "v")
}

// filler counts the values given out.
type filler struct{ n int }

func (f *filler) fill(v reflect.Value, path string) {
	f.n++
	switch v.Kind() {
	case reflect.Bool:
		v.SetBool(true)
	case reflect.String:
		v.SetString(path)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		f.elements(v, path)
	case reflect.Array:
		f.elements(v, path)
	case reflect.Struct:
		for i := range v.NumField() {
			f.fill(v.Field(i), path+"."+v.Type().Field(i).Name)
		}
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		f.fill(v.Elem(), path)
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		for _, key := range []string{"one", "two"} {
			value := reflect.New(v.Type().Elem()).Elem()
			f.fill(value, path+"["+key+"]")
			v.SetMapIndex(reflect.ValueOf(key).Convert(v.Type().Key()), value)
		}
	default:
		setNumber(v, f.n%100)
	}
}

func (f *filler) elements(v reflect.Value, path string) {
	for i := range v.Len() {
		f.fill(v.Index(i), fmt.Sprintf("%s[%d]", path, i))
	}
}

func setNumber(v reflect.Value, n int) {
	switch {
	case v.CanInt():
		v.SetInt(int64(n))
	case v.CanUint():
		v.SetUint(uint64(n))
	case v.CanFloat():
		v.SetFloat(float64(n))
	default:
		panic(fmt.Sprintf("cachetest: no values of type %s", v.Type()))
	}
}

// EachField calls do with copies of v, or of what v points to, each of which
// differs in exactly one part, however deep: a value changed, an element
// added to a list or a map or taken from it, a pointer set or cleared. changed
// is a pointer to the copy; path names the part, `Page.Head.Metas[1].Name`.
func EachField(v any, do func(path string, changed any)) {
	r := reflect.ValueOf(v)
	if r.Kind() == reflect.Pointer {
		r = r.Elem()
	}
	variants(r, r.Type().Name(), func(path string, changed reflect.Value) {
		p := reflect.New(r.Type())
		p.Elem().Set(changed)
		do(path, p.Interface())
	})
}

// variants yields v with one part changed. Only what lies on the way to that
// part is copied; v stays as it is.
func variants(v reflect.Value, path string, yield func(string, reflect.Value)) {
	switch v.Kind() {
	case reflect.Bool:
		yield(path, reflect.ValueOf(!v.Bool()).Convert(v.Type()))
	case reflect.String:
		yield(path, reflect.ValueOf(v.String()+"′").Convert(v.Type()))
	case reflect.Slice:
		sliceVariants(v, path, yield)
	case reflect.Array:
		for i := range v.Len() {
			variants(v.Index(i), fmt.Sprintf("%s[%d]", path, i), within(v, yield, func(c, e reflect.Value) { c.Index(i).Set(e) }))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			variants(v.Field(i), path+"."+v.Type().Field(i).Name, within(v, yield, func(c, e reflect.Value) { c.Field(i).Set(e) }))
		}
	case reflect.Pointer:
		pointerVariants(v, path, yield)
	case reflect.Map:
		mapVariants(v, path, yield)
	default:
		yield(path, nextNumber(v))
	}
}

// within turns a variant of a part into a variant of the whole.
func within(whole reflect.Value, yield func(string, reflect.Value), set func(whole, part reflect.Value)) func(string, reflect.Value) {
	return func(path string, part reflect.Value) {
		c := reflect.New(whole.Type()).Elem()
		c.Set(whole)
		set(c, part)
		yield(path, c)
	}
}

func sliceVariants(v reflect.Value, path string, yield func(string, reflect.Value)) {
	n := v.Len()
	clone := func(extra int) reflect.Value {
		c := reflect.MakeSlice(v.Type(), n+extra, n+extra)
		reflect.Copy(c, v)
		return c
	}
	for i := range n {
		variants(v.Index(i), fmt.Sprintf("%s[%d]", path, i), func(p string, e reflect.Value) {
			c := clone(0)
			c.Index(i).Set(e)
			yield(p, c)
		})
	}
	yield(path+"[+]", clone(1))
	if n > 0 {
		yield(path+"[-]", v.Slice(0, n-1))
	}
}

func pointerVariants(v reflect.Value, path string, yield func(string, reflect.Value)) {
	if v.IsNil() {
		yield(path, reflect.New(v.Type().Elem()))
		return
	}
	yield(path, reflect.Zero(v.Type()))
	variants(v.Elem(), path, func(p string, e reflect.Value) {
		c := reflect.New(v.Type().Elem())
		c.Elem().Set(e)
		yield(p, c)
	})
}

func mapVariants(v reflect.Value, path string, yield func(string, reflect.Value)) {
	clone := func() reflect.Value {
		c := reflect.MakeMap(v.Type())
		for _, k := range v.MapKeys() {
			c.SetMapIndex(k, v.MapIndex(k))
		}
		return c
	}
	keys := map[string]reflect.Value{}
	for _, k := range v.MapKeys() {
		keys[k.String()] = k
	}
	for _, name := range slices.Sorted(maps.Keys(keys)) {
		k := keys[name]
		variants(v.MapIndex(k), path+"["+name+"]", func(p string, e reflect.Value) {
			c := clone()
			c.SetMapIndex(k, e)
			yield(p, c)
		})
		c := clone()
		c.SetMapIndex(k, reflect.Value{})
		yield(path+"[-"+name+"]", c)
	}
	c := clone()
	c.SetMapIndex(reflect.ValueOf("′").Convert(v.Type().Key()), reflect.Zero(v.Type().Elem()))
	yield(path+"[+]", c)
}

func nextNumber(v reflect.Value) reflect.Value {
	c := reflect.New(v.Type()).Elem()
	switch {
	case v.CanInt():
		c.SetInt(v.Int() ^ 1)
	case v.CanUint():
		c.SetUint(v.Uint() ^ 1)
	case v.CanFloat():
		c.SetFloat(v.Float() + 1)
	default:
		panic(fmt.Sprintf("cachetest: no values of type %s", v.Type()))
	}
	return c
}
