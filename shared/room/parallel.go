package room

import "sync"

// inParallel calls do with each number from 0 to n-1, at most limit of them at a time. It
// returns when all calls have returned.
func inParallel(n, limit int, do func(int)) {
	var group sync.WaitGroup
	slots := make(chan struct{}, limit)
	for i := range n {
		slots <- struct{}{}
		group.Go(func() {
			defer func() { <-slots }()
			do(i)
		})
	}
	group.Wait()
}
