package io.github.mptcpexporter.doctor;

/**
 * A question about a router.
 *
 * @param id group and name, such as {@code route.default}; stable, for {@code --check} and scripts
 * @param worst how bad it can be at most
 * @param reads what it looks at, in words
 * @param remedy what to do in general; a finding says it in particular
 * @param judgement how it is answered
 */
public record Check(
    String id, Finding.Level worst, String reads, String remedy, Judgement judgement) {

  /** From evidence to findings. Pure. */
  public interface Judgement {

    /**
     * Adds at least one finding.
     *
     * @throws MissingSourceException if the question can not be answered without what is not there
     */
    void judge(Evidence evidence, Findings findings) throws MissingSourceException;
  }

  /** The part of the id before the dot. */
  public String group() {
    return id.substring(0, id.indexOf('.') < 0 ? id.length() : id.indexOf('.'));
  }
}
