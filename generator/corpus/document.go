package corpus

import (
	"math/rand/v2"
	"strconv"
	"strings"
	"time"
)

const day = "2006-01-02"

// document returns the bytes of document i. They are valid until the next
// call. The title is drawn first, so that others can draw it again to link.
func (w *writer) document(i int) []byte {
	w.b = w.b[:0]
	title, m := w.title(i)
	w.frontMatter(i, title, m)
	w.body(i, m)
	return w.b
}

// title starts the random numbers of document i and draws its title.
func (w *writer) title(i int) (string, matter) {
	c := categories[w.category(i)]
	if policy, ok := w.interpreted(i); ok {
		title, m := w.title(policy)
		w.pcg.Seed(w.seed, uint64(i))
		title = strings.TrimSuffix(strings.TrimPrefix(title, categories[policies].before), categories[policies].after)
		return c.before + title + c.after, m
	}
	w.pcg.Seed(w.seed, uint64(i))
	m := pick(w.rng, matters[:])
	year := strconv.Itoa(w.date(i).Year())
	switch w.category(i) {
	case finance:
		return c.before + year + "年" + m.name + c.after, m
	case services:
		return c.before + m.name + c.after, m
	case dynamics:
		return c.before + pick(w.rng, titleVerbs[:]) + m.name, m
	}
	return c.before + pick(w.rng, titleVerbs[:]) + year + "年" + m.name + c.after, m
}

func pick[T any](rng *rand.Rand, list []T) T { return list[rng.IntN(len(list))] }

func (w *writer) put(parts ...string) {
	for _, p := range parts {
		w.b = append(w.b, p...)
	}
}

// field writes one line of front matter; nothing where there is no value.
func (w *writer) field(key, value string) {
	if value != "" {
		w.put(key, ": ", value, "\n")
	}
}

func (w *writer) frontMatter(i int, title string, m matter) {
	c, date := w.category(i), w.date(i)
	w.put("---\n")
	w.field("title", title)
	w.field("category", categories[c].key)
	if c == dynamics {
		w.field("date", date.Format(day)+" 09:"+strconv.Itoa(10+w.rng.IntN(50)))
	} else {
		w.field("date", date.Format(day))
	}
	w.field("index_number", w.indexNumber(i))
	w.field("issuer", pick(w.rng, issuers[:]))
	w.field("subject", m.subject)
	w.field("genre", categories[c].genre)
	w.put("keywords: [", m.keyword, ", ", pick(w.rng, objects[:]), "]\n")
	if w.rng.IntN(3) > 0 {
		w.put("summary: ")
		w.sentence()
		w.put("\n")
	}
	if c == policies {
		w.policyFields(i, date)
	}
	if policy, ok := w.interpreted(i); ok {
		w.put("interprets: [", w.path(policy), "]\n")
	}
	w.put("disclosure: 主动公开\n---\n")
}

// policyFields writes the fields that only normative documents have.
func (w *writer) policyFields(i int, date time.Time) {
	number := i/len(categories)%99_999 + 1
	w.field("written", date.AddDate(0, 0, -w.rng.IntN(10)).Format(day))
	w.put("doc_number: 示例政发〔", strconv.Itoa(date.Year()), "〕", strconv.Itoa(number), "号\n")
	w.field("effective", date.AddDate(0, 0, w.rng.IntN(30)).Format(day))
	if later, ok := w.successor(i); ok {
		w.put("validity: 废止\nrepealed: ", w.date(later).AddDate(0, 0, 30).Format(day), "\n")
	} else {
		w.put("validity: 有效\n")
	}
	if old, ok := w.replaced(i); ok {
		w.put("replaces: [", w.path(old), "]\n")
	}
}

// indexNumber is unique on the site: an organisation code of zeros, the year,
// and the number of the document, of five digits or more.
func (w *writer) indexNumber(i int) string {
	serial := strconv.Itoa(i + 1)
	return "000000000/" + strconv.Itoa(w.date(i).Year()) + "-" + strings.Repeat("0", max(0, 5-len(serial))) + serial
}
