package layout

import (
	"bytes"
	"fmt"
	"path"
	"reflect"
	"strings"
	"text/template/parse"

	"gongkai/generator/diag"
)

// inspection looks for what is wrong in the files of a set that compile; dir is the
// name of their folder in findings.
type inspection struct {
	*Set
	dir string
}

// encodings reports files that are not UTF-8, or have characters that no page may
// have. Templates take any bytes for text, and would publish them.
func (in inspection) encodings() []diag.Diagnostic {
	var found []diag.Diagnostic
	for _, name := range in.fileNames() {
		switch encoding, pos, bad := diag.Detect(path.Join(in.dir, name), in.sources[name]); {
		case encoding != diag.UTF8:
			found = append(found, notUTF8.At(pos, encoding.Name()))
		case bad != 0:
			found = append(found, illegal.At(pos, fmt.Sprintf("%04X", bad)))
		default:
			if at := bytes.IndexFunc(in.sources[name], isControl); at >= 0 {
				found = append(found, in.illegalAt(name, at, rune(in.sources[name][at])))
			}
		}
	}
	return found
}

// isControl reports whether a character of ASCII is a control character that HTML
// does not take for white space.
func isControl(r rune) bool {
	return r < ' ' && r != '\t' && r != '\n' && r != '\r' && r != '\f' || r == 0x7f
}

func (in inspection) illegalAt(name string, at int, r rune) diag.Diagnostic {
	pos := diag.Locate(path.Join(in.dir, name), in.sources[name], at)
	pos.Width = 1
	return illegal.At(pos, fmt.Sprintf("%04X", r))
}

// constants reports characters that no page may have and that are written as escapes
// in the constants of templates: {{"\x1b"}}.
func (in inspection) constants() []diag.Diagnostic {
	var found []diag.Diagnostic
	for _, name := range in.templateNames() {
		tree := in.templates.Lookup(name).Tree
		eachConstant(tree.Root, func(n *parse.StringNode) {
			for _, r := range n.Text {
				if bad, is := diag.Illegal(string(r)); is && r != '\f' {
					found = append(found, in.illegalAt(tree.ParseName, int(n.Pos), bad))
					return
				}
			}
		})
	}
	return found
}

// idle reports layouts of a site that show nothing, whatever page is made with them,
// or not the text of it: a file that was emptied by a full disk takes the place of a
// built-in one as well as any other. Each is executed twice: with a view of which
// nothing but the text is set, and with one that has something in every field. What
// neither of them shows is taken for never shown.
func (in inspection) idle() []diag.Diagnostic {
	var found []diag.Diagnostic
	for _, name := range []string{"open", "top", "bottom"} {
		found = append(found, in.probe(name, Chrome{})...)
	}
	found = append(found, in.probe("head", Head{})...)
	for name, view := range views() {
		found = append(found, in.probe(name, reflect.ValueOf(view).Elem().Interface())...)
	}
	return diag.Sort(found)
}

// probe executes one template with values of the type of empty.
func (in inspection) probe(name string, empty any) []diag.Diagnostic {
	bare, full := reflect.New(reflect.TypeOf(empty)), reflect.New(reflect.TypeOf(empty))
	fill(full.Elem())
	field := textField(full.Elem().Type())
	for _, v := range []reflect.Value{bare, full} {
		if field != "" {
			setText(v.Elem().FieldByName(field))
		}
	}
	shown := false
	for _, v := range []reflect.Value{bare, full} {
		var out bytes.Buffer
		data := v.Interface()
		if field == "" && !strings.HasSuffix(name, ".html") {
			data = v.Elem().Interface() // as the frame has it
		}
		if err := in.bounds.run(in.templates, &out, name, data); asEndless(err) != nil {
			return []diag.Diagnostic{in.finding(in.dir, name, err)}
		} else if err != nil {
			return nil // that is found where a page meets it
		}
		if field != "" && bytes.Contains(out.Bytes(), []byte(probeText)) {
			return nil
		}
		shown = shown || len(bytes.TrimSpace(out.Bytes())) > 0
	}
	pos := diag.Pos{File: path.Join(in.dir, in.templates.Lookup(name).Tree.ParseName)}
	switch {
	case !shown:
		return []diag.Diagnostic{showsNothing.At(pos, name)}
	case field == "Parts":
		return []diag.Diagnostic{textLost.At(pos, name, "{{range .Parts}}{{.Body}}{{end}}")}
	case field != "":
		return []diag.Diagnostic{textLost.At(pos, name, "{{."+field+"}}")}
	}
	return nil
}

// probeText stands for the text of a document. It is the same however it is escaped.
const probeText = "gongkaiProbeText"

// textField returns the field in which a page has the text of a document, "" if it
// has none; see [Text].
func textField(t reflect.Type) string {
	for _, name := range []string{"Body", "Intro", "Parts"} {
		if _, ok := t.FieldByName(name); ok {
			return name
		}
	}
	return ""
}

func setText(v reflect.Value) {
	if v.Kind() == reflect.String {
		v.SetString(probeText)
		return
	}
	v.Set(reflect.ValueOf([]ReportPart{{Body: probeText}}))
}

// fill puts something into every field.
func fill(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		v.SetString("1")
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int:
		v.SetInt(1)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		fill(v.Index(0))
		fill(v.Index(1))
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				fill(v.Field(i))
			}
		}
	}
}
