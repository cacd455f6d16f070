package site

import (
	"go/ast"
	"go/parser"
	"go/token"
	"image/png"
	"io/fs"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"gongkai/generator/cache"
	"gongkai/generator/cache/cachetest"
	"gongkai/generator/layout"
	"gongkai/generator/present"
	"gongkai/generator/site/buildtest"
	"gongkai/layouts"
)

// keyedValues are the values that keys are made from: every view that a layout
// sees, and what describes an output that is no page.
func keyedValues() []any {
	return []any{
		&layout.PageView{}, &layout.ListView{}, &layout.HomeView{}, &layout.ElderView{}, &layout.GuideView{},
		&layout.RequestView{}, &layout.PlatformView{}, &layout.CatalogView{}, &layout.ValidityView{}, &layout.IndexView{},
		&layout.MessageView{}, &layout.WithdrawnView{}, &layout.ReportView{}, &layout.ReportIndexView{}, &layout.SiteReportView{}, &layout.SearchView{},
		&present.LateKey{},
	}
}

// TestKeyCoversView changes each part of each view, however deep, and demands
// that the key changes.
func TestKeyCoversView(t *testing.T) {
	for _, view := range keyedValues() {
		name := reflect.TypeOf(view).Elem().Name()
		t.Run(name, func(t *testing.T) {
			cachetest.Fill(view)
			key := cache.AppendComponents(nil, view)
			parts := 0
			cachetest.EachField(view, func(path string, changed any) {
				parts++
				if slices.Equal(cache.AppendComponents(nil, changed), key) {
					t.Errorf("%s is not part of the key", path)
				}
			})
			if names := cache.Names(reflect.TypeOf(view)); parts < len(names) || len(names) != len(key) {
				t.Errorf("%d parts changed, %d names, %d components", parts, len(names), len(key))
			}
		})
	}
}

// TestKeyedValues demands that the list above names every view that there is.
func TestKeyedValues(t *testing.T) {
	known := map[string]bool{}
	for _, view := range keyedValues() {
		known[reflect.TypeOf(view).Elem().Name()] = true
	}
	file, err := parser.ParseFile(token.NewFileSet(), "../layout/view.go", nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	views := 0
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.TypeSpec)
		if ok && isView(spec) {
			views++
			if !known[spec.Name.Name] {
				t.Errorf("layout.%s is not tested", spec.Name.Name)
			}
		}
		return true
	})
	if views == 0 {
		t.Error("no views in ../layout/view.go")
	}
}

// isView reports whether a type is a view: a struct in which a page is embedded.
func isView(spec *ast.TypeSpec) bool {
	typ, ok := spec.Type.(*ast.StructType)
	return ok && slices.ContainsFunc(typ.Fields.List, func(f *ast.Field) bool {
		name, ok := f.Type.(*ast.Ident)
		return ok && name.Name == "Page" && len(f.Names) == 0
	})
}

// TestViewsHoldNoText demands that there is no place in a view for what is known
// only when a text has been rendered: the view is summed before.
func TestViewsHoldNoText(t *testing.T) {
	var holds func(typ reflect.Type, path string)
	holds = func(typ reflect.Type, path string) {
		switch {
		case typ == reflect.TypeFor[layout.HTML](), typ == reflect.TypeFor[layout.Heading](), typ == reflect.TypeFor[layout.Text]():
			t.Errorf("%s is a part of a text", path)
		case typ.Kind() == reflect.Slice || typ.Kind() == reflect.Pointer || typ.Kind() == reflect.Map:
			holds(typ.Elem(), path)
		case typ.Kind() == reflect.Struct:
			for i := range typ.NumField() {
				holds(typ.Field(i).Type, path+"."+typ.Field(i).Name)
			}
		}
	}
	for _, view := range keyedValues() {
		typ := reflect.TypeOf(view).Elem()
		holds(typ, typ.Name())
	}
}

// TestViewsStay makes every page of a site and demands that its view is what it
// was when the key was taken.
func TestViewsStay(t *testing.T) {
	opt := newSite(t, repository(t))
	s, found, err := Load(opt, nil)
	if err != nil || s == nil {
		t.Fatal(found, err)
	}
	var w Worker
	texts := 0
	for i := range s.plan.Len() {
		o := s.plan.Output(i)
		if !o.IsPage() {
			continue
		}
		made, err := s.producer.produce(&w, o, func([]uint64) bool { return false })
		if err != nil || made.data == nil {
			t.Fatal(o.Path, made.found, err)
		}
		if !slices.Equal(cache.AppendComponents(nil, made.view.Value), made.key[len(pageParts):]) {
			t.Errorf("%s: the view was changed while the page was made", o.Path)
		}
		if made.view.Body >= 0 {
			texts++
		}
	}
	if texts == 0 {
		t.Error("no page has a text")
	}
}

// TestKeyCoversFrame demands that markup which moves from above the main part
// of a page to below it changes the pages, though the chrome as a whole has the
// same bytes.
func TestKeyCoversFrame(t *testing.T) {
	const notice, file = "<p>公告栏</p>", "layouts/base.html"
	data, err := fs.ReadFile(layouts.Files, "base.html")
	if err != nil {
		t.Fatal(err)
	}
	base := string(data)
	main := regexp.MustCompile(`<main[^>]*>`).FindString(base)
	files := buildtest.Site()
	files[file] = []byte(strings.Replace(base, main, main+notice, 1))
	opt := newSite(t, files)
	mustBuild(t, opt)
	write(t, opt, file, strings.Replace(base, "</main>", notice+"</main>", 1))
	_, got := mustBuild(t, opt)
	_, want := buildClean(t, opt)
	if diff := got.Since(want); !diff.Empty() {
		t.Errorf("%d pages kept the notice where it was", len(diff.Changed))
	}
}

// TestKeyCoversLayouts changes each layout in turn, and demands that the tree
// is that of a clean build.
func TestKeyCoversLayouts(t *testing.T) {
	t.Parallel()
	opt := newSite(t, buildtest.Site())
	write(t, opt, "content/notices/2017/0009.md", "---\ntitle: 公示\ncategory: notices\ndate: 2017-03-15\npublish_until: 2017-06-15\n---\n正文。\n")
	_, before := mustBuild(t, opt)
	for _, name := range []string{
		"base.html", "parts.html", "document.html", "list.html", "home.html", "guide.html", "request.html",
		"form.html", "platform.html", "catalog.html", "index.html", "message.html", "redirect.html", "withdrawn.html",
		"report.html", "reports.html", "sitereport.html",
	} {
		data, err := fs.ReadFile(layouts.Files, name)
		if err != nil {
			t.Fatal(err)
		}
		write(t, opt, "layouts/"+name, strings.ReplaceAll(string(data), "class=", "data-changed class="))
		_, got := mustBuild(t, opt)
		if strings.Contains(string(data), "class=") && got.Since(before).Empty() {
			t.Errorf("%s: no output changed", name)
		}
		_, want := buildClean(t, opt)
		if diff := got.Since(want); !diff.Empty() {
			t.Errorf("%s: stale: %v", name, diff.Changed)
		}
		before = got
	}
}

// TestKeyCoversPictures gives a picture another size, and demands that the page
// which shows it is made anew, and no other.
func TestKeyCoversPictures(t *testing.T) {
	opt := newSite(t, buildtest.Site())
	mustBuild(t, opt)
	write(t, opt, "content/dynamics/2017/0002-photo.png", string(buildtest.PNG(21, 11)))
	res, got := mustBuild(t, opt)
	want := []string{"dynamics/2017/0002-photo.png", "dynamics/2017/0002.html"}
	if !slices.Equal(res.Stats.Changed, want) {
		t.Errorf("made %v, want %v", res.Stats.Changed, want)
	}
	if !strings.Contains(got["dynamics/2017/0002.html"], `width="21"`) {
		t.Error("the page shows the old size")
	}
	picture, err := png.DecodeConfig(strings.NewReader(got["dynamics/2017/0002-photo.png"]))
	if err != nil || picture.Width != 21 {
		t.Errorf("the picture is %d pixels wide (%v)", picture.Width, err)
	}
}
