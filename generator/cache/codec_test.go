package cache_test

import (
	"bytes"
	"errors"
	"html/template"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/generator/cache"
	"gongkai/generator/cache/cachetest"
)

// everything holds one field of each kind that has an encoding.
type everything struct {
	Base
	Bool   bool
	I8     int8
	I16    int16
	I32    int32
	I64    int64
	Int    int
	U8     uint8
	U16    uint16
	U32    uint32
	U64    uint64
	F32    float32
	F64    float64
	Text   string
	HTML   template.HTML
	Bytes  []byte
	Sum    cache.Sum
	Pair   [2]string
	List   []string
	Nested []inner
	Map    map[string]inner
	Ptr    *inner
}

// Base is embedded; its fields count as fields of the outer struct.
type Base struct {
	Title string
	Count int
}

type inner struct {
	Name  string
	Links []string
	Deep  struct{ X, Y int32 }
}

func full() everything {
	var v everything
	cachetest.Fill(&v)
	v.I8, v.I16, v.I32, v.I64, v.Int = -128, -32768, -1<<31, -1<<63, -1
	v.U8, v.U16, v.U32, v.U64 = 255, 65535, 1<<32-1, 1<<64-1
	v.F32, v.F64 = -0.5, 1e10
	return v
}

func TestRoundTrip(t *testing.T) {
	codec := cache.For[everything]()
	for name, v := range map[string]everything{"zero": {}, "full": full()} {
		data := codec.Append(nil, &v)
		for _, read := range []func([]byte, *everything) ([]byte, error){codec.Decode, codec.DecodeShared} {
			got := full() // what was there before must not shine through
			rest, err := read(append(bytes.Clone(data), "rest"...), &got)
			if err != nil || string(rest) != "rest" {
				t.Fatalf("%s: rest %q, error %v", name, rest, err)
			}
			if diff := cmp.Diff(v, got); diff != "" {
				t.Errorf("%s: read back something else:\n%s", name, diff)
			}
		}
	}
}

func TestEncoding(t *testing.T) {
	type pair struct {
		A string
		B []int
	}
	codec := cache.For[pair]()
	for _, c := range []struct {
		in   pair
		want string
	}{
		{pair{}, "\x00\x00"},
		{pair{B: []int{}}, "\x00\x00"},
		{pair{"ab", nil}, "\x02ab\x00"},
		{pair{"a", []int{0, -1, 1, 64}}, "\x01a\x04\x00\x01\x02\x80\x01"},
	} {
		if got := codec.Append(nil, &c.in); string(got) != c.want {
			t.Errorf("%v: %q, want %q", c.in, got, c.want)
		}
	}
}

func TestAppendList(t *testing.T) {
	list := []everything{full(), {}, full()}
	for n := range len(list) + 1 {
		some := list[:n]
		want := cache.For[[]everything]().Append([]byte("before"), &some)
		got := cache.For[everything]().AppendList([]byte("before"), n, func(i int) everything { return list[i] })
		if !bytes.Equal(got, want) {
			t.Errorf("a list of %d is encoded in another way than a slice", n)
		}
	}
}

func TestMapsAreSorted(t *testing.T) {
	codec := cache.For[map[string]int]()
	m := map[string]int{}
	for _, k := range strings.Split("the order of a map is different each time", " ") {
		m[k] = len(k)
	}
	want := codec.Append(nil, &m)
	for range 50 {
		if !bytes.Equal(codec.Append(nil, &m), want) {
			t.Fatal("two encodings of one map")
		}
	}
}

func TestDecodeRefuses(t *testing.T) {
	type value struct {
		Flag bool
		N    uint8
		S    string
		M    map[string]bool
	}
	codec := cache.For[value]()
	for name, data := range map[string]string{
		"empty":               "",
		"truncated":           "\x01\x02\x05abc",
		"flag of 2":           "\x02\x00\x00\x00",
		"number not shortest": "\x01\x81\x00\x00\x00",
		"number too large":    "\x01\x80\x02\x00\x00",
		"number unending":     "\x01\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff",
		"huge length":         "\x01\x00\xff\xff\xff\xff\xff\xff\xff\xff\x7f",
		"keys out of order":   "\x01\x00\x00\x02\x01b\x00\x01a\x00",
		"key twice":           "\x01\x00\x00\x02\x01a\x00\x01a\x00",
	} {
		var v value
		if _, err := codec.Decode([]byte(data), &v); !errors.Is(err, cache.ErrDamaged) {
			t.Errorf("%s: error %v, value %v", name, err, v)
		}
	}
}

func TestForRefuses(t *testing.T) {
	type list struct{ Next *list }
	for name, make := range map[string]func(){
		"contains itself":      func() { cache.For[list]() },
		"unexported field":     func() { cache.For[struct{ hidden int }]() },
		"keys are not strings": func() { cache.For[map[int]string]() },
		"has no encoding":      func() { cache.For[struct{ V any }]() },
		"without content":      func() { cache.For[[]struct{}]() },
	} {
		func() {
			defer func() {
				if got, _ := recover().(string); !strings.Contains(got, name) {
					t.Errorf("%s: panicked with %q", name, got)
				}
			}()
			make()
		}()
	}
}

// Every part of a value changes its sum and the one component it belongs to.
func TestSumsCoverEverything(t *testing.T) {
	v := full()
	codec := cache.For[everything]()
	sum, parts, names := codec.Sum(&v), cache.AppendComponents(nil, &v), cache.Names(reflect.TypeFor[everything]())
	seen := map[string]string{string(codec.Append(nil, &v)): "the original"}
	cachetest.EachField(&v, func(path string, changed any) {
		if codec.Sum(changed.(*everything)) == sum {
			t.Errorf("%s: same sum", path)
		}
		var differ []string
		for i, part := range cache.AppendComponents(nil, changed) {
			if part != parts[i] {
				differ = append(differ, names[i])
			}
		}
		if len(differ) != 1 || !strings.Contains(path, "."+differ[0]) {
			t.Errorf("%s: components %v differ", path, differ)
		}
		code := string(codec.Append(nil, changed.(*everything)))
		if other, ok := seen[code]; ok {
			t.Errorf("%s is encoded like %s", path, other)
		}
		seen[code] = path
	})
	if len(seen) < 60 {
		t.Fatalf("only %d variants", len(seen))
	}
}

func TestComponents(t *testing.T) {
	v := full()
	names := cache.Names(reflect.TypeFor[*everything]())
	want := "Title Count Bool I8 I16 I32 I64 Int U8 U16 U32 U64 F32 F64 Text HTML Bytes Sum Pair List Nested Map Ptr"
	if got := strings.Join(names, " "); got != want {
		t.Errorf("names\n%s, want\n%s", got, want)
	}
	if diff := cmp.Diff(cache.AppendComponents([]uint64{7}, &v), cache.AppendComponents([]uint64{7}, v)); diff != "" {
		t.Errorf("of a pointer and of what it points to:\n%s", diff)
	}
	if got := cache.Names(reflect.TypeFor[string]()); len(got) != 1 || got[0] != "string" || len(cache.AppendComponents(nil, "text")) != 1 {
		t.Errorf("components of a string: %v", got)
	}
}

func FuzzDecode(f *testing.F) {
	codec := cache.For[everything]()
	v := full()
	f.Add(codec.Append(nil, &v))
	f.Add(codec.Append(nil, &everything{}))
	f.Fuzz(func(t *testing.T, data []byte) {
		var v everything
		rest, err := codec.Decode(data, &v)
		if err != nil {
			return
		}
		read := data[:len(data)-len(rest)]
		if again := codec.Append(nil, &v); !bytes.Equal(again, read) {
			t.Fatalf("read %q, written again %q", read, again)
		}
	})
}
