package corpus

import (
	"strconv"
	"strings"
)

// body writes the Markdown of document i: an opening, sections until it has
// its length (2 to 4.5 KB), and links to earlier documents.
func (w *writer) body(i int, m matter) {
	start, length := len(w.b), 2000+w.rng.IntN(2000)
	if w.category(i) == policies {
		w.put("\n各村民委员会，镇属各单位：\n")
	}
	w.put("\n现就**", m.name, "**有关事项说明如下。")
	w.sentences(2)
	w.put("\n")
	// Steps of 5 through 12 names meet no name twice.
	first := w.rng.IntN(len(sections))
	for n := 0; n < len(numerals) && len(w.b)-start < length; n++ {
		w.put("\n## ", numerals[n], "、", sections[(first+5*n)%len(sections)], "\n\n")
		w.section()
	}
	w.related(i)
}

// section writes what stands below one heading.
func (w *writer) section() {
	w.sentences(2 + w.rng.IntN(3))
	w.put("\n\n")
	switch w.rng.IntN(8) {
	case 0, 1:
		w.list("- ", 3+w.rng.IntN(4))
	case 2:
		w.list("", 3+w.rng.IntN(4))
	case 3:
		w.table(3 + w.rng.IntN(5))
	case 4:
		w.put("### 具体安排\n\n")
		w.sentences(2)
		w.put("\n\n> ")
		w.sentence()
		w.put("\n")
	default:
		w.sentences(3)
		w.put("\n")
	}
}

// list writes n items, numbered where no bullet is given.
func (w *writer) list(bullet string, n int) {
	for k := range n {
		mark := bullet
		if mark == "" {
			mark = strconv.Itoa(k+1) + ". "
		}
		w.put(mark, pick(w.rng, verbs[:]), pick(w.rng, objects[:]), "，", pick(w.rng, aims[:]), "；\n")
	}
}

func (w *writer) table(n int) {
	w.put("| 序号 | 事项 | 责任单位 | 完成时限 | 数量 |\n| ---: | --- | --- | --- | ---: |\n")
	for k := range n {
		w.put("| ", strconv.Itoa(k+1), " | ", pick(w.rng, verbs[:]), pick(w.rng, objects[:]), " | ", pick(w.rng, units[:]),
			" | ", pick(w.rng, deadlines[:]), " | ", strconv.Itoa(1+w.rng.IntN(300)), " |\n")
	}
}

func (w *writer) sentences(n int) {
	for range n {
		w.sentence()
	}
}

// sentence writes one sentence of one of four shapes.
func (w *writer) sentence() {
	switch w.rng.IntN(4) {
	case 0:
		w.put(pick(w.rng, leads[:]), pick(w.rng, verbs[:]), pick(w.rng, objects[:]), "，", pick(w.rng, aims[:]), "。")
	case 1:
		w.put(pick(w.rng, agents[:]), "要", pick(w.rng, verbs[:]), pick(w.rng, objects[:]), "、", pick(w.rng, objects[:]), "，", pick(w.rng, aims[:]), "。")
	case 2:
		w.put(pick(w.rng, links[:]), pick(w.rng, agents[:]), pick(w.rng, acts[:]), "，", pick(w.rng, verbs[:]), pick(w.rng, objects[:]), "。")
	default:
		w.put(pick(w.rng, agents[:]), "负责", pick(w.rng, verbs[:]), pick(w.rng, objects[:]), "，完成", strconv.Itoa(2+w.rng.IntN(98)), "项，",
			pick(w.rng, aims[:]), "，", pick(w.rng, acts[:]), "。")
	}
}

// related writes links to one or two earlier documents: one from the root of
// the content, one relative to this document, the two forms that editors use.
func (w *writer) related(i int) {
	if i == 0 {
		return
	}
	earlier := w.rng.IntN(i)
	same := -1
	if number := i / len(categories); number > 0 {
		same = w.rng.IntN(number)*len(categories) + w.category(i)
	}
	w.put("\n## 相关文件\n\n- ")
	w.link(earlier, "/"+w.path(earlier))
	if same >= 0 {
		w.put("- ")
		_, below, _ := strings.Cut(w.path(same), "/")
		w.link(same, "../../"+below)
	}
}

// link writes one item with a link to document i. It draws the title of i
// again, so nothing random may follow but other links.
func (w *writer) link(i int, target string) {
	title, _ := w.title(i)
	w.put("[", title, "](", target, ")\n")
}
