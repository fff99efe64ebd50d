package dev.trackside.processor.checks;

import dev.trackside.processor.model.Member;
import dev.trackside.processor.model.TypeRef;
import dev.trackside.processor.model.Visibility;

/** Whether a table can set a field. */
final class FieldCheck {

    private final Diagnostic isFinal;
    private final Diagnostic isStatic;
    private final Diagnostic isPrivate;

    FieldCheck(Diagnostic isFinal, Diagnostic isStatic, Diagnostic isPrivate) {
        this.isFinal = isFinal;
        this.isStatic = isStatic;
        this.isPrivate = isPrivate;
    }

    void check(Member member, Findings findings) {
        boolean record = member.owner().kind() == TypeRef.Kind.RECORD;
        if (member.isStatic()) {
            findings.add(isStatic, member.origin(), member.text());
        } else if (member.isFinal()) {
            findings.add(
                    isFinal,
                    member.origin(),
                    member.text(),
                    record ? " as all of a record is" : "",
                    record ? "Use a class" : "Remove final");
        }
        if (member.visibility() == Visibility.PRIVATE && !record) {
            findings.add(isPrivate, member.origin(), member.text());
        }
    }
}
