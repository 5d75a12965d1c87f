package wire

import (
	"fmt"

	"homstyle.dev/planner/shared/room"
)

// view is a room.View in a message. Its members are pointers, so that a missing member differs
// from 0.
type view struct {
	Mode   string        `json:"mode"`
	X      *int64        `json:"x,omitzero"`
	Y      *int64        `json:"y,omitzero"`
	Eye    *room.Point3D `json:"eye,omitzero"`
	Target *room.Point3D `json:"target,omitzero"`
	Width  *int64        `json:"width,omitzero"`
	Height *int64        `json:"height,omitzero"`
}

// view returns the view of a message, or nil if there is none (WR13).
func (f *validator) view(field string, m *view) *room.View {
	if m == nil {
		return nil
	}
	v := &room.View{Mode: room.ViewMode(m.Mode)}
	corner := []member{{field + ".x", m.X != nil}, {field + ".y", m.Y != nil}}
	line := []member{{field + ".eye", m.Eye != nil}, {field + ".target", m.Target != nil}}
	size := []member{{field + ".width", m.Width != nil}, {field + ".height", m.Height != nil}}
	whole := fmt.Sprintf("A view with the mode %s", v.Mode)
	switch v.Mode {
	case room.View2D:
		v.X, v.Y = f.coordinate(field+".x", m.X), f.coordinate(field+".y", m.Y)
		v.Width, v.Height = f.extent(field+".width", m.Width), f.extent(field+".height", m.Height)
		f.without(whole, line)
	case room.View3D:
		v.Eye, v.Target = f.lineOfSight(field, m)
		v.Width, v.Height = f.extent(field+".width", m.Width), f.extent(field+".height", m.Height)
		f.without(whole, corner)
	case room.ViewWalk:
		v.Eye, v.Target = f.lineOfSight(field, m)
		f.without(whole, corner)
		f.without(whole, size)
	default:
		f.oneOf(field+".mode", m.Mode, string(room.View2D), string(room.View3D), string(room.ViewWalk))
	}
	return v
}

// lineOfSight returns the eye and the target, which must differ.
func (f *validator) lineOfSight(field string, m *view) (eye, target room.Point3D) {
	eye, target = f.point3D(field+".eye", m.Eye), f.point3D(field+".target", m.Target)
	if eye == target {
		f.fail(room.BadField, field+".target", field+".target must differ from eye.")
	}
	return eye, target
}

func (f *validator) point3D(field string, v *room.Point3D) room.Point3D {
	p := given(f, field, v)
	f.coordinates(field, p[:])
	return p
}

func (f *validator) extent(field string, v *int64) int {
	return int(f.integer(field, v, 1, MaxCoordinate))
}

func fromView(v *room.View) *view {
	if v == nil {
		return nil
	}
	m := &view{Mode: string(v.Mode)}
	if v.Mode == room.View2D {
		m.X, m.Y = new(int64(v.X)), new(int64(v.Y))
	} else {
		m.Eye, m.Target = &v.Eye, &v.Target
	}
	if v.Mode != room.ViewWalk {
		m.Width, m.Height = new(int64(v.Width)), new(int64(v.Height))
	}
	return m
}
