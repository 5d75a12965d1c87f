package stack

import (
	"context"
	"fmt"
	"path/filepath"
	"sync"

	"homstyle.dev/planner/localstack/eventsource"
	"homstyle.dev/planner/localstack/template"
)

// streams has the running event source mappings.
type streams struct {
	cancel context.CancelFunc // nil before startStreams
	group  sync.WaitGroup
}

// stop stops the mappings and waits for them.
func (s *streams) stop() {
	if s.cancel != nil {
		s.cancel()
	}
	s.group.Wait()
}

// startStreams starts an event source mapping for each stream of the template. It opens all sources
// first, because a table on disk keeps a change until all open ones have delivered it.
func (s *Stack) startStreams(context.Context) error {
	var mappings []*eventsource.Mapping
	for _, t := range s.template.Streams {
		mapping, err := s.mapping(t)
		if err != nil {
			return err
		}
		mappings = append(mappings, mapping)
	}
	var ctx context.Context
	ctx, s.streams.cancel = context.WithCancel(context.Background())
	for _, mapping := range mappings {
		s.streams.group.Go(func() {
			if err := mapping.Run(ctx); ctx.Err() == nil {
				s.opts.Log.Error("reading the stream ended", "function", mapping.Function, "error", err)
			}
		})
	}
	return nil
}

func (s *Stack) mapping(t template.Stream) (*eventsource.Mapping, error) {
	filter, err := eventsource.ParseFilter(t.Patterns)
	if err != nil {
		return nil, fmt.Errorf("%s: events of %s: %w", s.opts.Template, t.Function, err)
	}
	source, err := s.source(t)
	if err != nil {
		return nil, err
	}
	return &eventsource.Mapping{
		Source: source, Invoker: s.runner, Function: s.template.Functions[t.Function].Name, Filter: filter,
		BatchSize: t.BatchSize, Parallel: t.Parallel, Window: t.Window,
		Retries: t.Retries, MaxAge: t.MaxAge, Bisect: t.Bisect, ReportItems: t.ReportItems,
		OnFailure: s.deadLetters.Add, Log: s.opts.Log,
	}, nil
}

func (s *Stack) source(t template.Stream) (eventsource.Source, error) {
	switch {
	case s.store.memory != nil:
		return s.store.memory.source(), nil
	case s.store.disk != nil:
		return s.store.disk.Source(t.Function, t.Latest)
	}
	arn := s.store.arns[t.Table]
	if arn == "" {
		return nil, fmt.Errorf("the table %s has no stream, which %s needs", t.Table, t.Function)
	}
	return eventsource.OpenTable(s.store.tables.Streams, eventsource.TableOptions{
		ARN: arn, Path: filepath.Join(s.data.path(streamDir), t.Function+".json"), Latest: t.Latest,
	})
}
