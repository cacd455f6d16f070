package sitetest_test

import (
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"gongkai/generator/sitetest"
)

// The data that the sites offer: the catalogue is as its schema says, and what is said of
// files is true.
func TestData(t *testing.T) {
	for _, s := range sources() {
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			site := s.make(t)
			catalog := testCatalog(t, site)
			testAttachments(t, site, catalog)
			testDatasets(t, &s, site)
		})
	}
}

// testCatalog holds the catalogue against the schema that is published beside it.
func testCatalog(t *testing.T, site *sitetest.Site) (catalog map[string]any) {
	var schema map[string]any
	must(t, json.Unmarshal(site.Data("catalog.schema.json"), &schema))
	must(t, json.Unmarshal(site.Data("catalog.json"), &catalog))
	v := validator{t: t, root: schema}
	for _, fault := range v.check("", schema, catalog) {
		t.Error(fault)
	}
	if catalog["schema"] != "catalog.schema.json" || float64(len(catalog["documents"].([]any))) != catalog["count"] {
		t.Errorf("schema %v, count %v", catalog["schema"], catalog["count"])
	}
	return catalog
}

// testAttachments holds what is said of attachments against the files.
func testAttachments(t *testing.T, site *sitetest.Site, catalog map[string]any) {
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(site.Data("attachments.csv")), "\ufeff"))).ReadAll()
	must(t, err)
	n := 0
	for _, d := range catalog["documents"].([]any) {
		files, _ := d.(map[string]any)["files"].([]any)
		for _, f := range files {
			f := f.(map[string]any)
			path, err := url.PathUnescape(f["url"].(string))
			must(t, err)
			data := site.Data(path)
			sum := sha256.Sum256(data)
			if data == nil || f["size"] != float64(len(data)) || f["sha256"] != hex.EncodeToString(sum[:]) {
				t.Errorf("%s has %d bytes, said is %v", path, len(data), f)
			}
			n++
			if n >= len(rows) || rows[n][8] != strconv.Itoa(len(data)) || rows[n][9] != f["sha256"] || !strings.HasSuffix(rows[n][6], f["url"].(string)) {
				t.Errorf("attachments.csv, line %d, is not about %s", n+1, path)
			}
		}
	}
	if n != len(rows)-1 {
		t.Errorf("attachments.csv has %d lines for %d files", len(rows), n)
	}
}

// testDatasets follows what the description of the data refers to.
func testDatasets(t *testing.T, s *source, site *sitetest.Site) {
	var catalog struct {
		Context map[string]string `json:"@context"`
		Sets    []struct {
			ID    string `json:"@id"`
			Files []struct {
				At struct {
					ID string `json:"@id"`
				} `json:"dcat:downloadURL"`
				Size struct {
					Value string `json:"@value"`
				} `json:"dcat:byteSize"`
				Checksum struct {
					Value struct {
						Value string `json:"@value"`
					} `json:"spdx:checksumValue"`
				} `json:"spdx:checksum"`
			} `json:"dcat:distribution"`
		} `json:"dcat:dataset"`
	}
	must(t, json.Unmarshal(site.Data("dcat.jsonld"), &catalog))
	if catalog.Context["@base"] != s.base {
		t.Errorf("addresses begin at %q", catalog.Context["@base"])
	}
	if len(catalog.Sets) == 0 {
		t.Error("no data")
	}
	for _, set := range catalog.Sets {
		if page := strings.TrimSuffix(set.ID, "#dataset"); site.Page(page) == nil || len(set.Files) == 0 {
			t.Errorf("%s: no page, or no files", set.ID)
		}
		for _, f := range set.Files {
			path, err := url.PathUnescape(f.At.ID)
			must(t, err)
			data := site.Data(path)
			sum := sha256.Sum256(data)
			if data == nil || f.Size.Value != "" && f.Size.Value != strconv.Itoa(len(data)) || f.Checksum.Value.Value != "" && f.Checksum.Value.Value != hex.EncodeToString(sum[:]) {
				t.Errorf("%s is not what is said of it: %+v", f.At.ID, f)
			}
		}
	}
}

// validator holds values against a JSON Schema, as far as ours has words.
type validator struct {
	t    *testing.T
	root map[string]any
}

// check returns what is wrong with a value at a place.
func (v validator) check(at string, schema map[string]any, value any) (faults []string) {
	for _, word := range slices.Sorted(maps.Keys(schema)) {
		rule := schema[word]
		switch word {
		case "$schema", "$defs", "title", "description", "items", "additionalProperties", "format":
			// of people, or looked at with another word
		case "$ref":
			name := strings.TrimPrefix(rule.(string), "#/$defs/")
			faults = append(faults, v.check(at, v.root["$defs"].(map[string]any)[name].(map[string]any), value)...)
		case "type":
			if got := kindOf(value); got != rule && !(got == "integer" && rule == "number") {
				faults = append(faults, fmt.Sprintf("%s is of type %s, not %s", at, got, rule))
			}
		case "pattern":
			if s, _ := value.(string); !regexp.MustCompile(rule.(string)).MatchString(s) {
				faults = append(faults, fmt.Sprintf("%s is %q, not %s", at, s, rule))
			}
		case "minLength", "minItems", "minProperties", "minimum":
			if sizeOf(value) < rule.(float64) {
				faults = append(faults, fmt.Sprintf("%s: %s %v", at, word, rule))
			}
		case "required":
			for _, key := range rule.([]any) {
				if object, _ := value.(map[string]any); object[key.(string)] == nil {
					faults = append(faults, fmt.Sprintf("%s lacks %s", at, key))
				}
			}
		case "properties":
			faults = append(faults, v.members(at, schema, value)...)
		default:
			v.t.Fatalf("the schema has a word that this test does not know: %s", word)
		}
	}
	if items, ok := schema["items"].(map[string]any); ok {
		list, _ := value.([]any)
		for i, item := range list {
			faults = append(faults, v.check(fmt.Sprintf("%s/%d", at, i), items, item)...)
		}
	}
	return faults
}

// members checks the members of an object.
func (v validator) members(at string, schema map[string]any, value any) (faults []string) {
	known := schema["properties"].(map[string]any)
	object, _ := value.(map[string]any)
	for key, member := range object {
		rule, ok := known[key].(map[string]any)
		if !ok && schema["additionalProperties"] == false {
			faults = append(faults, fmt.Sprintf("%s has a member %s", at, key))
		}
		if ok {
			faults = append(faults, v.check(at+"/"+key, rule, member)...)
		}
	}
	return faults
}

func kindOf(value any) string {
	switch n := value.(type) {
	case string:
		return "string"
	case float64:
		if n == float64(int64(n)) {
			return "integer"
		}
		return "number"
	case []any:
		return "array"
	case map[string]any:
		return "object"
	}
	return fmt.Sprintf("%T", value)
}

func sizeOf(value any) float64 {
	switch n := value.(type) {
	case string:
		return float64(len([]rune(n)))
	case float64:
		return n
	case []any:
		return float64(len(n))
	case map[string]any:
		return float64(len(n))
	}
	return 0
}

// TestValidator: the validator finds what is wrong, so that finding nothing says something.
func TestValidator(t *testing.T) {
	var schema map[string]any
	must(t, json.Unmarshal([]byte(`{"type":"object","required":["a"],"additionalProperties":false,"properties":{
		"a":{"$ref":"#/$defs/day"},"b":{"type":"array","minItems":1,"items":{"type":"integer","minimum":0}}},
		"$defs":{"day":{"type":"string","pattern":"^[0-9]{4}$"}}}`), &schema))
	for text, want := range map[string]int{
		`{"a":"2017"}`: 0, `{"a":"2017","b":[0,1]}`: 0, `{}`: 1, `{"a":"17"}`: 1, `{"a":2017}`: 2, `{"a":"2017","b":[]}`: 1, `{"a":"2017","b":[-1,1.5]}`: 2,
		`{"a":"2017","c":1}`: 1, `[]`: 2,
	} {
		var value any
		must(t, json.Unmarshal([]byte(text), &value))
		if faults := (validator{t: t, root: schema}).check("", schema, value); len(faults) != want {
			t.Errorf("%s: %q", text, faults)
		}
	}
}
