package room_test

import (
	"fmt"
	"time"

	"homstyle.dev/planner/shared/room"
)

// Anna acquires the sofa, and her browser is suspended. Bo acquires it after her lease
// has expired. When Anna's browser resumes and drops the sofa, her token is old: the move
// is refused.
func ExampleMutation() {
	at := time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC)
	anna := room.Origin{Peer: "anna", Name: "Anna", Op: 1, At: at}
	bo := room.Origin{Peer: "bo", Name: "Bo", Op: 1, At: at.Add(time.Second)}
	sofa := room.Item{ID: "sofa", Version: 1}

	sofa, _ = room.Acquire{ID: "sofa"}.Apply(&sofa, anna)
	fmt.Println(sofa.HolderName, "holds it under token", sofa.Token)

	_, err := room.Acquire{ID: "sofa"}.Apply(&sofa, bo)
	fmt.Println("Bo:", err)

	bo.At = at.Add(room.LeaseDuration)
	sofa, _ = room.Acquire{ID: "sofa"}.Apply(&sofa, bo)
	fmt.Println(sofa.HolderName, "holds it under token", sofa.Token)

	anna.At = at.Add(room.LeaseDuration + time.Second)
	_, err = room.Move{ID: "sofa", Place: room.Place{X: 100}, Token: 1, Drop: true}.Apply(&sofa, anna)
	fmt.Println("Anna:", err)
	// Output:
	// Anna holds it under token 1
	// Bo: Anna holds sofa.
	// Bo holds it under token 2
	// Anna: You do not hold sofa any more.
}
