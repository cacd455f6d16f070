package serve

import (
	"container/list"
	"sync"

	"gongkai/generator/site"
)

// The limits of what is kept of pages: so many pages, so many bytes.
const (
	maxPages     = 256
	maxPageBytes = 32 << 20
)

// pages keeps the pages that were looked at last: to show them again while
// their key stays the same, and while they cannot be made.
type pages struct {
	mu       sync.Mutex
	byPath   map[string]*list.Element
	order    *list.List // of *keptPage, the latest in front
	bytes    int
	maxPages int
	maxBytes int
}

// keptPage is a page that was made without trouble.
type keptPage struct {
	path string
	made *site.Made
	// key is the last that was seen: the page itself may be older.
	key []uint64
}

func newPages(maxPages, maxBytes int) *pages {
	return &pages{byPath: map[string]*list.Element{}, order: list.New(), maxPages: maxPages, maxBytes: maxBytes}
}

// get returns the page last kept for a path, or nil.
func (p *pages) get(path string) *site.Made {
	p.mu.Lock()
	defer p.mu.Unlock()
	e := p.byPath[path]
	if e == nil {
		return nil
	}
	p.order.MoveToFront(e)
	return e.Value.(*keptPage).made
}

// put keeps a page in place of an earlier one.
func (p *pages) put(path string, made *site.Made) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if e := p.byPath[path]; e != nil {
		p.drop(e)
	}
	p.byPath[path] = p.order.PushFront(&keptPage{path, made, made.Key})
	p.bytes += len(made.Data)
	for p.order.Len() > p.maxPages || p.bytes > p.maxBytes {
		p.drop(p.order.Back())
	}
}

// forget drops the page of a path that is no longer part of the site.
func (p *pages) forget(path string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if e := p.byPath[path]; e != nil {
		p.drop(e)
	}
}

func (p *pages) drop(e *list.Element) {
	kept := p.order.Remove(e).(*keptPage)
	delete(p.byPath, kept.path)
	p.bytes -= len(kept.made.Data)
}

// recent returns up to n pages, the latest first.
func (p *pages) recent(n int) []keptPage {
	p.mu.Lock()
	defer p.mu.Unlock()
	var some []keptPage
	for e := p.order.Front(); e != nil && len(some) < n; e = e.Next() {
		some = append(some, *e.Value.(*keptPage))
	}
	return some
}

// see notes the key that a page has now.
func (p *pages) see(path string, key []uint64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if e := p.byPath[path]; e != nil {
		e.Value.(*keptPage).key = key
	}
}
